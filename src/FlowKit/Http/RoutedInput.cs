using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>The input of a task, parted into query, headers and body by the names of its keys.</summary>
/// <param name="Query">Members of <c>query</c> and <c>query_params_*</c>.</param>
/// <param name="Headers">Members of <c>header</c> and <c>request_header_*</c>.</param>
/// <param name="Body">Members of <c>body</c> and <c>request_config_*</c>, and all other keys as they are.</param>
internal sealed record RoutedInput(FlowValue Query, FlowValue Headers, FlowValue Body)
{
    /// <summary>A key is routed only when its value is an object. Of members with one name the later one wins.</summary>
    public static RoutedInput Of(FlowValue input)
    {
        List<KeyValuePair<string, FlowValue>> query = [], headers = [], body = [];
        foreach (var member in input.Members)
        {
            var isRouted = member.Value.Kind == FlowValueKind.Object;
            if (isRouted && (member.Key == "query" || member.Key.StartsWith("query_params_", StringComparison.Ordinal)))
            {
                query.AddRange(member.Value.Members);
            }
            else if (isRouted && (member.Key == "header" || member.Key.StartsWith("request_header_", StringComparison.Ordinal)))
            {
                headers.AddRange(member.Value.Members);
            }
            else if (isRouted && (member.Key == "body" || member.Key.StartsWith("request_config_", StringComparison.Ordinal)))
            {
                body.AddRange(member.Value.Members);
            }
            else
            {
                body.Add(member);
            }
        }

        return new(FlowValue.Object(query), FlowValue.Object(headers), FlowValue.Object(body));
    }
}
