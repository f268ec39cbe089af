namespace FlowKit.Running;

/// <summary>How many writers have something to do; whoever stops the engine waits for none.</summary>
internal sealed class TurnCount
{
    private int _count;
    private TaskCompletionSource? _none;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            Interlocked.Exchange(ref _none, null)?.TrySetResult();
        }
    }

    public Task NoneAsync()
    {
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var none = Interlocked.CompareExchange(ref _none, fresh, null) ?? fresh;

        // Who ended before could not know of it.
        if (Volatile.Read(ref _count) == 0)
        {
            Interlocked.CompareExchange(ref _none, null, none);
            none.TrySetResult();
        }

        return none.Task;
    }
}
