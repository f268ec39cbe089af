using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Telemetry;

/// <summary>What came of a dispatch, in one word: what the dispatcher said, before the task's own conditions judge it.</summary>
internal static class OutcomeWord
{
    public const string Answered = "answered";
    public const string Failed = "failed";
    public const string Accepted = "accepted";

    /// <summary>Nobody waited for it any more.</summary>
    public const string Canceled = "canceled";

    public static string Of(DispatchOutcome? outcome) => outcome switch
    {
        DispatchOutcome.Acknowledged => Accepted,
        DispatchOutcome.Answered { Success: not false } => Answered,
        _ => Failed,
    };

    /// <summary>Why a dispatch failed; null when it did not.</summary>
    public static string? CodeOf(DispatchOutcome? outcome) => outcome switch
    {
        DispatchOutcome.Broken broken => broken.Failure.Code,
        DispatchOutcome.Answered { Success: false } => FlowErrorCodes.OutcomeFailed,
        null => FlowErrorCodes.DispatchFailed,
        _ => null,
    };
}
