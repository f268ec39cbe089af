using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>A source tree to the descriptor of a flow. Tells every fault of shape; what a rule refuses, validation tells.</summary>
internal static class FlowReader
{
    private static readonly KnownFields Known = new(
        "a flow",
        "workspace", "dagName", "version", "alias", "type", "tasks", "timer", "callback", "defaultContext", "commonMapping", "resources",
        "inputSchema", "output", "strict", "inferEdges",
        "namespace", "service", "timeline", "callback_config", "callbackConfig");

    private static readonly KnownFields TimerFields = new("'timer'", "timeoutInSeconds");

    /// <summary>The descriptor, also when faults were told; null when the tree is no map.</summary>
    public static FlowDescriptor? Read(SourceNode root, SourcePlace document, Findings findings)
    {
        var place = document.At(root.Line, root.Column);
        if (root is not SourceMapping map)
        {
            findings.Error(
                FlowErrorCodes.WrongType, place, $"a flow must be a map, not {root.Noun}", "begin with workspace, dagName and tasks");
            return null;
        }

        var faults = new FieldFaults(findings);
        faults.Strict = new Fields(map, place, faults).Flag("strict");
        return Read(new Fields(map, place, faults, Known), faults.Strict);
    }

    private static FlowDescriptor Read(in Fields fields, bool strict)
    {
        var schema = InputSchemaReader.Read(fields);
        return new()
        {
            Workspace = Name(fields, fields.OneOf("workspace", "namespace")),
            DagName = Name(fields, fields.OneOf("dagName", "service")),
            Version = fields.Text("version")?.Value,
            Alias = fields.Text("alias") is { Value: { } alias } && !string.IsNullOrWhiteSpace(alias) ? alias : "release",
            IsResource = fields.Word("type", Words.DocumentTypes) ?? false,
            Tasks = TaskReader.Read(fields),
            TasksPlace = fields.FieldPlace("tasks"),
            TimeoutInSeconds = Timer(fields),
            Callback = Callback(fields),
            DefaultContext = fields.Object("defaultContext"),
            CommonMapping = CommonMapping(fields),
            Resources = ResourceReader.Read(fields),
            InputSchema = schema.Parameters,
            JsonSchema = schema.JsonSchema,
            Output = ShortFormReader.ReadOutput(fields),
            Strict = strict,
            InferEdges = fields.Flag("inferEdges", otherwise: true),
            Place = fields.Place,
        };
    }

    private static Located<string> Name(in Fields fields, string field) => fields.Text(field) ?? new(string.Empty, fields.Place);

    private static Located<FlowValue>? Timer(in Fields flow) =>
        flow.Block(flow.OneOf("timer", "timeline"), TimerFields) is { } fields &&
        fields.Setting("timeoutInSeconds") is { Value.IsMissing: false } limit ? limit : null;

    private static CallbackDescriptor? Callback(in Fields flow) =>
        flow.Block(flow.OneOf("callback", "callbackConfig", "callback_config"), CallbackReader.Known) is { } fields
            ? CallbackReader.Read(fields)
            : null;

    private static Dictionary<string, IReadOnlyList<MappingDescriptor>> CommonMapping(in Fields flow)
    {
        var common = new Dictionary<string, IReadOnlyList<MappingDescriptor>>(StringComparer.Ordinal);
        if (flow.Map("commonMapping") is { } map)
        {
            var fields = new Fields(map, flow.ValuePlace("commonMapping", map), flow.Faults);
            foreach (ref readonly var member in map.Members)
            {
                common.Add(member.Key.Text, MappingReader.Read(fields, member.Key.Text));
            }
        }

        return common;
    }
}
