using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The fields of a function task.</summary>
internal static class FunctionRules
{
    private static readonly string[] RequestTypes = ["get", "post", "put", "patch", "delete", "head"];

    public static void Check(FunctionTask task, FlowCheck check)
    {
        check.Addresses.Check(task);
        ConditionRules.Check(task.SuccessConditions, "output", check);
        ConditionRules.Check(task.FailConditions, "output", check);
        if (task.RequestType is { } type && !RequestTypes.Contains(type.Value, StringComparer.OrdinalIgnoreCase))
        {
            check.Findings.Error(
                FlowErrorCodes.InvalidRequestType,
                type.Place,
                $"'requestType' may be {string.Join(", ", RequestTypes)}",
                check.Spelling.Hint(type.Value ?? string.Empty, RequestTypes));
        }

        if (task is { OnUnknown.Value: UnknownOutcome.Ask, Effect: TaskEffect.Read or TaskEffect.Pure })
        {
            check.Findings.Error(
                FlowErrorCodes.InvalidSetting,
                task.OnUnknown.Place,
                "'onUnknown: ask' is for a task that writes; one that changes nothing is repeated",
                "take it out, or the 'effect'");
        }

        if (task.Retry is { } retry)
        {
            CheckRetry(retry, check);
        }
    }

    private static void CheckRetry(RetryDescriptor retry, FlowCheck check)
    {
        WarnNegative(new(retry.MaxRetryTimes.Value, retry.MaxRetryTimes.Place), "maxRetryTimes", check);
        WarnNegative(retry.IntervalInSeconds, "intervalInSeconds", check);
        foreach (var interval in retry.IntervalsInSeconds)
        {
            WarnNegative(interval, "intervalsInSeconds", check);
        }

        check.AtLeast(retry.Multiplier, 0, "multiplier");
        if (retry.MaxIntervalInSeconds is { } bound)
        {
            check.AtLeast(bound, 0, "maxIntervalInSeconds");
        }

        if (!(retry.Jitter.Value is >= 0 and <= 1))
        {
            check.Findings.Error(FlowErrorCodes.OutOfRange, retry.Jitter.Place, "'jitter' must be from 0 to 1", "write a number from 0 to 1, or take it out");
        }

        ConditionRules.Check(retry.Conditions, "output", check);
    }

    private static void WarnNegative(Located<double> number, string field, FlowCheck check)
    {
        if (number.Value < 0)
        {
            check.Findings.Warning(FlowErrorCodes.NegativeNumber, number.Place, $"a negative '{field}' counts as 0");
        }
        else
        {
            check.AtLeast(number, 0, field);
        }
    }
}
