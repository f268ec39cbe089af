namespace FlowKit.Running;

/// <summary>How many writers have something to do; whoever stops the engine waits for none.</summary>
internal sealed class TurnCount
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _none;

    public void Begin()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _none?.TrySetResult();
                _none = null;
            }
        }
    }

    public Task NoneAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_none ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
