namespace FlowKit.Http;

/// <summary>
/// The time limits of calls. By the system's clock a limit that was not reached serves the next call: its timer and what registered with it
/// stay where they are.
/// </summary>
internal sealed class CallLimits(TimeSpan limit, TimeProvider time)
{
    private const int Kept = 1024;

    private readonly Spares<CancellationTokenSource> _free = new(Kept);

    /// <summary>A source that is cancelled when the call has taken too long.</summary>
    public CancellationTokenSource Begin()
    {
        if (time != TimeProvider.System)
        {
            return new(limit, time);
        }

        var source = _free.Take() ?? new();
        source.CancelAfter(limit);
        return source;
    }

    /// <param name="source">What <see cref="Begin"/> gave.</param>
    /// <param name="isOver">The call ended well: nothing that it began listens to the token any more.</param>
    public void End(CancellationTokenSource source, bool isOver)
    {
        if (!isOver || !source.TryReset() || !_free.TryGiveBack(source))
        {
            source.Dispose();
        }
    }
}
