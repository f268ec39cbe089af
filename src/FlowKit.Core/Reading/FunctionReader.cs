using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>The fields of a function task.</summary>
internal static class FunctionReader
{
    private static readonly KnownFields RetryFields = new(
        "'retry'",
        "maxRetryTimes", "intervalInSeconds", "multiplier", "conditions", "maxIntervalInSeconds", "jitter", "backoff",
        "intervalsInSeconds");

    public static FunctionTask Read(in Fields fields, Located<string> name) => new()
    {
        Name = name,
        ResourceName = fields.Text("resourceName"),
        ResourceProtocol = fields.Text("resourceProtocol"),
        Resource = fields.Map("resource") is { } resource ? resource.ToValue() : default,
        Pattern = fields.Word("pattern", Words.Patterns),
        RequestType = fields.Text("requestType"),
        SuccessConditions = fields.Texts("successConditions") ?? [],
        FailConditions = fields.Texts("failConditions") ?? [],
        Retry = Retry(fields),
        OnUnknown = OnUnknown(fields),
    };

    private static Located<UnknownOutcome> OnUnknown(in Fields fields) =>
        fields.Word("onUnknown", Words.UnknownOutcomes) is { } word ? new(word, fields.ValuePlace("onUnknown", fields.Find("onUnknown")!)) : default;

    private static RetryDescriptor? Retry(in Fields task) => task.Block("retry", RetryFields) is { } fields
        ? new()
        {
            MaxRetryTimes = fields.Whole("maxRetryTimes") ?? 0,
            IntervalInSeconds = fields.Number("intervalInSeconds") ?? 0,
            IntervalsInSeconds = fields.Numbers("intervalsInSeconds"),
            Multiplier = fields.Number("multiplier") ?? 1,
            MaxIntervalInSeconds = fields.Number("maxIntervalInSeconds"),
            Jitter = fields.Number("jitter") ?? 0,
            Fibonacci = fields.Word("backoff", Words.Backoffs) ?? false,
            Conditions = fields.Texts("conditions") ?? [],
        }
        : null;
}
