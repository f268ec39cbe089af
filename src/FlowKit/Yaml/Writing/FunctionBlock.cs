using FlowKit.Descriptors;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Yaml.Writing;

/// <summary>The fields of a function task.</summary>
internal static class FunctionBlock
{
    public static void Add(Block block, FunctionTask task) => block
        .Add("resourceName", task.ResourceName)
        .Add("resourceProtocol", task.ResourceProtocol)
        .Add("resource", task.Resource)
        .Add("pattern", task.Pattern is { } pattern ? Words.Patterns.WordOf(pattern) : null)
        .Add("requestType", task.RequestType)
        .AddTexts("successConditions", task.SuccessConditions)
        .AddTexts("failConditions", task.FailConditions)
        .Add("onUnknown", task.OnUnknown.Value == UnknownOutcome.Repeat ? null : Words.UnknownOutcomes.WordOf(task.OnUnknown.Value))
        .Add("retry", Retry(task.Retry));

    private static Block? Retry(RetryDescriptor? retry) => retry is null
        ? null
        : new Block()
            .AddNumber("maxRetryTimes", retry.MaxRetryTimes.Value, otherwise: 0)
            .AddNumber("intervalInSeconds", retry.IntervalInSeconds.Value, otherwise: 0)
            .AddList("intervalsInSeconds", retry.IntervalsInSeconds, one => FlowValue.From(one.Value))
            .AddNumber("multiplier", retry.Multiplier.Value, otherwise: 1)
            .Add("maxIntervalInSeconds", retry.MaxIntervalInSeconds is { } most ? FlowValue.From(most.Value) : default)
            .AddNumber("jitter", retry.Jitter.Value, otherwise: 0)
            .Add("backoff", retry.Fibonacci ? Words.Backoffs.WordOf(true) : null)
            .AddTexts("conditions", retry.Conditions);
}
