using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>Lists of mappings.</summary>
internal static class MappingReader
{
    public static KnownFields Known { get; } = new("a mapping", "source", "target", "transform", "tolerance", "reference", "value", "merge");

    public static IReadOnlyList<MappingDescriptor> Read(in Fields fields, string field) =>
        fields.List(field) is { } list ? Read(list, fields.ValuePlace(field, list), field, fields.Faults) : [];

    public static IReadOnlyList<MappingDescriptor> Read(SourceSequence list, SourcePlace place, string field, FieldFaults faults)
    {
        var mappings = new List<MappingDescriptor>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                mappings.Add(ReadOne(new Fields(map, at, faults, Known)));
            }
            else
            {
                faults.WrongType(at, field, "a list of mappings", item);
            }
        }

        return mappings;
    }

    public static MappingDescriptor ReadOne(in Fields fields) => new()
    {
        Source = Source(fields),
        Value = fields.Has("value") ? (fields.Find("value")?.ToValue() ?? FlowValue.Null) : default,
        Target = fields.Text("target"),
        Transform = fields.Text("transform"),
        Tolerance = fields.Flag("tolerance", otherwise: true),
        Reference = fields.Text("reference"),
        Merge = fields.Flag("merge"),
        Place = fields.Place,
    };

    /// <summary>A source as written: <c>007</c>, which YAML would read as a number, stays the text that constants are made from.</summary>
    public static FlowValue SourceOf(SourceNode node)
    {
        var value = node.ToValue();
        return node is SourceScalar { IsPlain: true } scalar && value.Kind == FlowValueKind.Number && !CoreSchema.IsJsonNumber(scalar.Text)
            ? scalar.Text
            : value.Kind == FlowValueKind.Null ? default : value;
    }

    private static Located<FlowValue> Source(in Fields fields) => fields.Find("source") is { } node
        ? new(SourceOf(node), fields.ValuePlace("source", node))
        : default;
}
