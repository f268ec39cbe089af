using System.Globalization;

namespace FlowKit.CrashHost;

/// <summary>
/// What saves, and dispatches, pass on their way out. The next one of a kind can be held back, so that it arrives when the session it comes
/// from is long over.
/// </summary>
internal sealed class Gate(Wire wire)
{
    private readonly Lock _lock = new();
    private string? _next;
    private TaskCompletionSource _open = new();

    /// <summary>The next one of this kind is held back, and it is told.</summary>
    public void Hold(string kind)
    {
        lock (_lock)
        {
            (_next, _open) = (kind, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _open.TrySetResult();
        }
    }

    /// <summary>Ends when the one may go on; not ended yet for one that is held back.</summary>
    /// <param name="kind">Which gate it passes.</param>
    /// <param name="session">The session it comes from; 0 when that is not known.</param>
    /// <param name="what">What it is, to be told when it is held back.</param>
    public Task PassAsync(string kind, long session, params string[] what)
    {
        lock (_lock)
        {
            if (_next != kind)
            {
                return Task.CompletedTask;
            }

            _next = null;
            wire.Tell(["held", kind, session.ToString(CultureInfo.InvariantCulture), .. what]);
            return _open.Task;
        }
    }
}
