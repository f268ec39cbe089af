namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>Times of random flows, in ticks.</summary>
internal static class Seconds
{
    public static double Of(long ticks) => ticks / (double)TimeSpan.TicksPerSecond;
}
