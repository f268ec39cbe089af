using FlowKit.Errors;

namespace FlowKit.Running;

/// <summary>How long a store that failed is left alone.</summary>
internal static class StoreRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>A store that says this may take the same later: nothing is wrong with what it was asked.</summary>
    public static bool Passes(string code) => code is FlowErrorCodes.SaveFailed or FlowErrorCodes.SaveLost or FlowErrorCodes.LeaseLost
        or FlowErrorCodes.AnswerLost or FlowErrorCodes.StoreInUse or FlowErrorCodes.StoreUnreachable or FlowErrorCodes.StoreFull;

    /// <summary>Twice as long after each failure.</summary>
    public static TimeSpan Wait(int failuresBefore) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failuresBefore, 10)));
}
