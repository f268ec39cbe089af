namespace FlowKit.CrashHost;

/// <summary>
/// What saves, and dispatches, pass on their way out. The next one of a kind can be held back, so that it arrives when the session it comes
/// from is long over.
/// </summary>
internal sealed class Gate(Wire wire)
{
    private volatile string? _next;
    private TaskCompletionSource _open = new();

    /// <summary>The next one of this kind is held back, and it is told.</summary>
    public void Hold(string kind)
    {
        Volatile.Write(ref _open, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _next = kind;
    }

    public void Release() => Volatile.Read(ref _open).TrySetResult();

    /// <summary>Ends when the one may go on; not ended yet for one that is held back.</summary>
    public Task PassAsync(string kind, string execution)
    {
        if (Interlocked.CompareExchange(ref _next, null, kind) != kind)
        {
            return Task.CompletedTask;
        }

        var open = Volatile.Read(ref _open).Task;
        wire.Tell("held", kind, execution);
        return open;
    }
}
