namespace FlowKit.PostgreSql.Serving;

/// <summary>How long to wait before the next try: twice as long each time, up to a bound.</summary>
internal static class Backoff
{
    private const int MostDoublings = 16;

    public static TimeSpan After(int attempt, TimeSpan first, TimeSpan last) =>
        TimeSpan.FromTicks(Math.Min(last.Ticks, first.Ticks << Math.Min(attempt - 1, MostDoublings)));
}
