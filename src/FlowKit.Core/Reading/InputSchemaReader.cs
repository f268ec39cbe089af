using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>The <c>inputSchema</c> of a flow: a list of parameters, a JSON Schema, or JSON text that is one of them.</summary>
internal static class InputSchemaReader
{
    private static readonly KnownFields Known = new("a parameter", "name", "type", "required", "desc");

    public static (IReadOnlyList<ParameterDescriptor> Parameters, Located<FlowValue> JsonSchema) Read(in Fields flow)
    {
        if (flow.Find("inputSchema") is not { } written)
        {
            return ([], default);
        }

        var place = flow.ValuePlace("inputSchema", written);
        var node = written is SourceScalar { IsPlain: false } or SourceScalar { Noun: "a text" }
            ? Parse((SourceScalar)written, place, flow.Faults.Findings)
            : written;
        switch (node)
        {
            case null or SourceScalar { Text: "" }:
                return ([], default);
            case SourceSequence list:
                return (Parameters(list, place, flow.Faults), default);
            case SourceMapping schema:
                return ([], new(schema.ToValue(), place));
            default:
                flow.Faults.WrongType(place, "inputSchema", "a list of parameters, a JSON Schema, or JSON text that is one", node);
                return ([], default);
        }
    }

    private static SourceNode? Parse(SourceScalar text, SourcePlace place, Findings findings) =>
        string.IsNullOrWhiteSpace(text.Text) ? null : JsonSource.ReadWithin(text.Text, place, findings);

    private static List<ParameterDescriptor> Parameters(SourceSequence list, SourcePlace place, FieldFaults faults)
    {
        var parameters = new List<ParameterDescriptor>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                var fields = new Fields(map, at, faults, Known);
                parameters.Add(new(
                    fields.Text("name")?.Value ?? string.Empty,
                    fields.Word("type", Words.ParameterTypes),
                    fields.Flag("required"),
                    fields.Text("desc")?.Value,
                    at));
            }
            else
            {
                faults.WrongType(at, "inputSchema", "a list of maps with 'name' and 'type'", item);
            }
        }

        return parameters;
    }
}
