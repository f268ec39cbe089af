using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>A flow as its author wrote it. Immutable; every part knows its place in the text.</summary>
public sealed record FlowDescriptor
{
    /// <summary>The first half of the flow's name: letters and digits, 1 to 100.</summary>
    public required Located<string> Workspace { get; init; }

    /// <summary>The second half of the flow's name: letters and digits, 1 to 100.</summary>
    public required Located<string> DagName { get; init; }

    /// <summary>Free text; null when not written.</summary>
    public string? Version { get; init; }

    /// <summary>Which line of versions the document belongs to; <c>release</c> by default.</summary>
    public string Alias { get; init; } = "release";

    /// <summary>A document that only holds <see cref="Resources"/>.</summary>
    public bool IsResource { get; init; }

    /// <summary>The tasks of the top level, in the order they were written.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks { get; init; } = [];

    /// <summary>Where the tasks, or their absence, are told; the place of the flow where nothing was written.</summary>
    internal SourcePlace TasksPlace { get; init; } = SourcePlace.None;

    /// <summary>The time limit of the whole execution: seconds, or a path into <c>$.context</c>; null for none.</summary>
    public Located<FlowValue>? TimeoutInSeconds { get; init; }

    /// <summary>Who is told about the end; null for nobody.</summary>
    public CallbackDescriptor? Callback { get; init; }

    /// <summary>Initial values of the context, an object; submitted values win. A text that is JSON stands for its value.</summary>
    public FlowValue DefaultContext { get; init; } = FlowValue.EmptyObject;

    /// <summary>Lists of mappings that tasks use by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MappingDescriptor>> CommonMapping { get; init; } =
        new Dictionary<string, IReadOnlyList<MappingDescriptor>>();

    /// <summary>What <c>resource://name</c> stands for.</summary>
    public IReadOnlyList<ResourceDescriptor> Resources { get; init; } = [];

    /// <summary>The parameters a start must bring; empty when anything goes.</summary>
    public IReadOnlyList<ParameterDescriptor> InputSchema { get; init; } = [];

    /// <summary>
    /// A JSON Schema that a submitted context, the defaults beneath it, must meet; missing for none. The common vocabulary of draft 2020-12 is
    /// checked, with <c>$ref</c> within the schema; <c>format</c> is not, and of other keywords validation warns.
    /// </summary>
    public Located<FlowValue> JsonSchema { get; init; }

    /// <summary>The values that make the result of an execution: mappings whose targets are plain names; null when the context is the result.</summary>
    public IReadOnlyList<MappingDescriptor>? Output { get; init; }

    /// <summary>Unknown fields are errors instead of warnings.</summary>
    public bool Strict { get; init; }

    /// <summary>References to other tasks' outputs add the missing edges.</summary>
    public bool InferEdges { get; init; } = true;

    /// <summary>The text it was read from; null for a flow built in code.</summary>
    public string? Text { get; init; }

    /// <summary>Tells one text of the flow from another; null for a flow built in code.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Reads the text again; null for a flow built in code.</summary>
    internal FlowTextReader? Reader { get; init; }

    /// <summary>Where the document begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;

    /// <summary><c>workspace:dagName</c>.</summary>
    public string Name => $"{Workspace.Value}:{DagName.Value}";
}
