using System.Threading.Channels;
using FlowKit.Running;

namespace FlowKit.Testing.Pumping;

/// <summary>
/// The work of one engine, run item by item by whoever pumps. What happens elsewhere meanwhile, in a store for instance, comes back
/// through the queue, so nothing of the engine ever runs beside the pump. Once closed it takes nothing and runs nothing.
/// </summary>
internal sealed class PumpedWorkQueue : IWorkQueue
{
    private readonly Channel<IThreadPoolWorkItem> _items = Channel.CreateUnbounded<IThreadPoolWorkItem>();
    private int _outside;

    public bool IsClosed { get; private set; }

    public void Queue(IThreadPoolWorkItem item) => _items.Writer.TryWrite(item);

    /// <summary>Brings the end of an operation into the queue. One that has ended already, or never will be waited for, passes at once.</summary>
    public ValueTask<T> ThroughAsync<T>(ValueTask<T> operation)
    {
        if (operation.IsCompleted || IsClosed)
        {
            return operation;
        }

        Interlocked.Increment(ref _outside);
        var result = new TaskCompletionSource<T>();
        _ = ReturnAsync(operation, result);
        return new(result.Task);
    }

    /// <summary>Runs everything, also what is queued meanwhile, until nothing is queued and nothing is under way elsewhere.</summary>
    public async Task RunUntilIdleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (!IsClosed && _items.Reader.TryRead(out var item))
            {
                cancellationToken.ThrowIfCancellationRequested();
                item.Execute();
            }

            if (IsClosed || Volatile.Read(ref _outside) == 0)
            {
                return;
            }

            await _items.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends when something is queued.</summary>
    public Task ArrivalAsync(CancellationToken cancellationToken) => _items.Reader.WaitToReadAsync(cancellationToken).AsTask();

    public void Close()
    {
        IsClosed = true;
        _items.Writer.TryComplete();
    }

    private async Task ReturnAsync<T>(ValueTask<T> operation, TaskCompletionSource<T> result)
    {
        try
        {
            var value = await operation.ConfigureAwait(false);
            Queue(new Return(this, () => result.SetResult(value)));
        }
        catch (Exception fault)
        {
            // Whatever it is: it belongs to the engine, which awaits the result.
            Queue(new Return(this, () => result.SetException(fault)));
        }
    }

    private sealed class Return(PumpedWorkQueue queue, Action complete) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            Interlocked.Decrement(ref queue._outside);
            complete();
        }
    }
}
