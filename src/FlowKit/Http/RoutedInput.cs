using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>The input of a task, parted into query, headers and body by the names of its keys.</summary>
/// <param name="Query">Members of <c>query</c> and <c>query_params_*</c>.</param>
/// <param name="Headers">Members of <c>header</c> and <c>request_header_*</c>.</param>
/// <param name="Body">Members of <c>body</c> and <c>request_config_*</c>, and all other keys as they are.</param>
internal readonly record struct RoutedInput(FlowValue Query, FlowValue Headers, FlowValue Body)
{
    private enum Part
    {
        Own,
        Query,
        Header,
        Body,
    }

    /// <summary>A key is routed only when its value is an object. Of members with one name the later one wins.</summary>
    public static RoutedInput Of(FlowValue input)
    {
        var members = input.AsObjectNode;
        for (var i = 0; i < members?.Count; i++)
        {
            if (PartOf(new(members.NameAt(i), members.ValueAt(i))) != Part.Own)
            {
                return Parted(input);
            }
        }

        return new(FlowValue.EmptyObject, FlowValue.EmptyObject, input);
    }

    private static RoutedInput Parted(FlowValue input)
    {
        List<KeyValuePair<string, FlowValue>> query = [], headers = [], body = [];
        foreach (var member in input.Members)
        {
            switch (PartOf(member))
            {
                case Part.Query:
                    query.AddRange(member.Value.Members);
                    break;
                case Part.Header:
                    headers.AddRange(member.Value.Members);
                    break;
                case Part.Body:
                    body.AddRange(member.Value.Members);
                    break;
                default:
                    body.Add(member);
                    break;
            }
        }

        return new(FlowValue.Object(query), FlowValue.Object(headers), FlowValue.Object(body));
    }

    private static Part PartOf(KeyValuePair<string, FlowValue> member) => member.Value.Kind != FlowValueKind.Object ? Part.Own
        : Is(member.Key, "query", "query_params_") ? Part.Query
        : Is(member.Key, "header", "request_header_") ? Part.Header
        : Is(member.Key, "body", "request_config_") ? Part.Body
        : Part.Own;

    private static bool Is(string key, string name, string prefix) => key == name || key.StartsWith(prefix, StringComparison.Ordinal);
}
