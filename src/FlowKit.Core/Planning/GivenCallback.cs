using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>
/// The callback a caller gave at a start, as it is kept with the execution: addresses looked up and common mappings written out, so that
/// reading it back needs nothing else.
/// </summary>
internal static class GivenCallback
{
    private static readonly FlowDescriptor Nowhere = new() { Workspace = string.Empty, DagName = string.Empty, Tasks = [] };

    /// <summary>
    /// The caller would have a secret sent to where he says. Those that an entry of <c>resources</c> brings are the author's, and so is its address.
    /// </summary>
    public static bool RefersToSecret(CallbackDescriptor callback, FlowDescriptor flow) => SecretText.IsIn(callback.ResourceName.Value) ||
        Own(callback, flow).Any(mapping => SecretText.IsIn(mapping.Source.Value) || SecretText.IsIn(mapping.Value));

    /// <summary>What is kept of a callback that validation has accepted.</summary>
    public static FlowValue Write(CallbackDescriptor callback, FlowDescriptor flow, ResourceCatalog? resources)
    {
        var address = FunctionAddress.Resolve(callback, new(new ResourceDocument(flow), resources));
        return FlowValue.Object(
            ("resourceName", address.Resource),
            ("fullDAGInfo", callback.FullDagInfo),
            ("fullContext", callback.FullContext),
            ("inputMappings", FlowValue.Array(address.Defaults.Concat(Own(callback, flow)).Select(Write))));
    }

    /// <summary>The callback that was kept; false when the value is none.</summary>
    public static bool TryRead(FlowValue kept, out CallbackNode? callback)
    {
        try
        {
            callback = Read(kept);
            return callback is not null;
        }
        catch (Exception damaged) when (damaged is JsonPathException or InvalidOperationException or ArgumentException)
        {
            callback = null;
            return false;
        }
    }

    private static IEnumerable<MappingDescriptor> Own(CallbackDescriptor callback, FlowDescriptor flow) =>
        callback.InputMappings.SelectMany(mapping => mapping.Reference is { } reference ? flow.CommonMapping[reference.Value] : [mapping]);

    private static CallbackNode? Read(FlowValue kept)
    {
        var mappings = kept["inputMappings"].Items.Select(ReadMapping).ToArray();
        if (kept["resourceName"].AsString() is not { } resource || mappings.Any(mapping => mapping.Target is null))
        {
            return null;
        }

        var callback = new CallbackDescriptor
        {
            ResourceName = resource,
            FullDagInfo = kept["fullDAGInfo"].AsBoolean() ?? false,
            FullContext = kept["fullContext"].AsBoolean() ?? false,
            InputMappings = mappings,
        };
        var references = OutputReferences.Of([], Nowhere, isTopLevel: true);
        return new(callback, new(Nowhere, references, new()), new(new ResourceDocument(Nowhere), null));
    }

    private static FlowValue Write(MappingDescriptor mapping) => FlowValue.Object(Members(mapping).Where(member => !member.Value.IsMissing));

    private static IEnumerable<KeyValuePair<string, FlowValue>> Members(MappingDescriptor mapping) =>
    [
        new("source", mapping.Source.Value),
        new("value", mapping.Value),
        new("target", mapping.Target!.Value.Value),
        new("transform", mapping.Transform is { } transform ? transform.Value : default(FlowValue)),
        new("tolerance", mapping.Tolerance),
        new("merge", mapping.Merge ? FlowValue.True : default),
    ];

    private static MappingDescriptor ReadMapping(FlowValue kept) => new()
    {
        Source = kept["source"],
        Value = kept["value"],
        Target = Text(kept["target"]),
        Transform = Text(kept["transform"]),
        Tolerance = kept["tolerance"].AsBoolean() ?? true,
        Merge = kept["merge"].AsBoolean() ?? false,
    };

    private static Located<string>? Text(FlowValue kept)
    {
        if (kept.AsString() is { } text)
        {
            return text;
        }

        return null;
    }
}
