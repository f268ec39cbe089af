namespace FlowKit.Crash.Tests.Lives;

/// <summary>
/// How long something is waited for that must come. Not a measure of anything: what has not come in so many moments never will. They are
/// counted one by one, because a machine that stood still has let one pass, however long that took.
/// </summary>
internal static class Patience
{
    private const int Moments = 120;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Whether it came.</summary>
    public static async Task<bool> OutlastsAsync(Task coming)
    {
        for (var i = 0; i < Moments && !coming.IsCompleted; i++)
        {
            await coming.WaitAsync(Moment).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return coming.IsCompleted;
    }
}
