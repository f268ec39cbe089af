using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Yaml.Writing;

/// <summary>What the reader makes a flow from: the fields of the language, each left out where that says the same.</summary>
internal static class FlowBlock
{
    private const string DefaultAlias = "release";

    public static FlowValue Of(FlowDescriptor flow) => new Block()
        .Add("workspace", flow.Workspace.Value)
        .Add("dagName", flow.DagName.Value)
        .Add("version", flow.Version)
        .Add("alias", flow.Alias == DefaultAlias ? null : flow.Alias)
        .Add("type", flow.IsResource ? "resource" : null)
        .AddFlag("strict", flow.Strict)
        .AddFlag("inferEdges", flow.InferEdges, otherwise: true)
        .Add("timer", flow.TimeoutInSeconds is { } limit ? new Block().Add("timeoutInSeconds", limit.Value) : null)
        .Add("callback", Callback(flow.Callback))
        .Add("inputSchema", InputSchema(flow))
        .AddUnlessEmpty("defaultContext", flow.DefaultContext)
        .AddUnlessEmpty("commonMapping", FlowValue.Object(
            flow.CommonMapping.Select(one => KeyValuePair.Create(one.Key, FlowValue.Array(one.Value.Select(MappingBlock.Of))))))
        .AddList("resources", flow.Resources, Resource)
        .AddList("tasks", flow.Tasks, TaskBlock.Of)
        .Add("output", flow.Output is null ? default : FlowValue.Object(
            flow.Output.Select(one => KeyValuePair.Create(one.Target?.Value ?? string.Empty, MappingBlock.Short(one)))))
        .ToValue();

    private static Block? Callback(CallbackDescriptor? callback) => callback is null
        ? null
        : new Block()
            .Add("resourceName", callback.ResourceName.Value)
            .AddFlag("fullDAGInfo", callback.FullDagInfo)
            .AddFlag("fullContext", callback.FullContext)
            .AddList("inputMappings", callback.InputMappings, MappingBlock.Of);

    private static FlowValue InputSchema(FlowDescriptor flow) => flow.InputSchema.Count == 0
        ? flow.JsonSchema.Value
        : FlowValue.Array(flow.InputSchema.Select(one => new Block()
            .Add("name", one.Name)
            .Add("type", one.Type is { } type ? Reading.Words.ParameterTypes.WordOf(type) : null)
            .AddFlag("required", one.Required)
            .Add("desc", one.Description)
            .ToValue()));

    private static FlowValue Resource(ResourceDescriptor resource) => new Block()
        .Add("name", resource.Name.Value)
        .Add("resourceName", resource.ResourceName.Value)
        .AddList("inputMappings", resource.InputMappings, MappingBlock.Of)
        .AddUnlessEmpty("parameters", resource.Parameters)
        .ToValue();
}
