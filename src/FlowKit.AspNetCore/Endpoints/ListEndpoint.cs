using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Lists executions page by page.</summary>
internal static class ListEndpoint
{
    private const int Most = 1000;

    public static async ValueTask<FlowValue> ListAsync(EndpointCall call)
    {
        var query = new ExecutionQuery
        {
            Flow = call.Find("flow"),
            Status = StatusOf(call.Find("status")),
            BusinessKey = call.Find("business_key"),
            BusinessKeyType = call.Find("business_key_type"),
            Creator = call.Find("creator"),
            ErrorCode = call.Find("error_code"),
            StartedFrom = call.Time("started_from"),
            StartedBefore = call.Time("started_before"),
            OldestFirst = call.Flag("oldest_first"),
            Limit = call.Number("limit", otherwise: 100, least: 1, Most),
            Cursor = call.Find("cursor"),
        };
        var page = await call.Engine.ListAsync(query, call.Aborted).ConfigureAwait(false);
        return Members.Object(("executions", FlowValue.Array(page.Executions.Select(ExecutionJson.Of))), ("cursor", page.Cursor));
    }

    private static ExecutionStatus? StatusOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var status in Enum.GetValues<ExecutionStatus>())
        {
            if (status.ToText().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }
        }

        throw EndpointCall.Invalid("status", $"must be one of {string.Join(", ", Enum.GetValues<ExecutionStatus>().Select(StatusText.ToText))}");
    }
}
