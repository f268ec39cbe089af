using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Yaml.Writing;

/// <summary>Mappings as the reader reads them.</summary>
internal static class MappingBlock
{
    public static FlowValue Of(MappingDescriptor mapping) => Fields(mapping)
        .Add("target", mapping.Target)
        .Add("reference", mapping.Reference)
        .AddFlag("merge", mapping.Merge)
        .ToValue();

    /// <summary>The value of a short form, whose key is the target.</summary>
    public static FlowValue Short(MappingDescriptor mapping)
    {
        var fields = Fields(mapping).ToValue();
        return fields.Count == 1 && mapping.Source.Value.Kind == FlowValueKind.String ? mapping.Source.Value
            : mapping is { Transform: null, Value.IsMissing: true, Source.Value.IsMissing: true } ? Nothing(mapping)
            : fields;
    }

    private static FlowValue Nothing(MappingDescriptor mapping) =>
        mapping.Tolerance ? FlowValue.Null : FlowValue.Object(("source", FlowValue.Null), ("tolerance", false));

    private static Block Fields(MappingDescriptor mapping) => new Block()
        .Add("source", mapping.Source.Value)
        .Add("value", mapping.Value)
        .Add("transform", mapping.Transform)
        .AddFlag("tolerance", mapping.Tolerance, otherwise: true);
}
