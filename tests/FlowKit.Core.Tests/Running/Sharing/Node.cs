using System.Collections.Concurrent;
using FlowKit.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>One engine of several on one store, as a process that can be frozen and killed.</summary>
internal sealed class Node : IWorkQueue
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _items = new();
    private readonly NodeTime _time;

    public Node(int number, TimeProvider time, Func<Node, ISharedStateStore> store, TimeSpan skew, Action<Node, FlowEngineBuilder> configure)
    {
        Number = number;
        _time = new(time, skew);
        var builder = new FlowEngineBuilder { Options = new() { Lease = FlowEngineOptions.DefaultLease } };
        configure(this, builder);
        Engine = builder.UseTime(_time).UseStore(store(this)).UseWorkQueue(this).UseSeed(number + 1).OnNotice(Notices.Add).Build();
    }

    public int Number { get; }

    public FlowEngine Engine { get; }

    public List<EngineNotice> Notices { get; } = [];

    public bool IsFrozen => _time.IsFrozen;

    public bool IsDead => _time.IsDead;

    public bool IsWorking => !IsFrozen && !IsDead;

    public void Queue(IThreadPoolWorkItem item) => _items.Enqueue(item);

    /// <summary>Runs one piece of work; false when there is none, or the engine does nothing.</summary>
    public bool TryWork()
    {
        if (!IsWorking || !_items.TryDequeue(out var item))
        {
            return false;
        }

        item.Execute();
        return true;
    }

    /// <summary>Nothing of it goes on, and nothing is lost.</summary>
    public void Freeze() => _time.IsFrozen = true;

    public void Wake()
    {
        _time.IsFrozen = false;
        _time.Release();
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill() => _time.IsDead = true;
}
