using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>A task, compiled: what every category has. Successors and predecessors are indexes in its group.</summary>
internal abstract class TaskNode(TaskDescriptor task, NodeParts parts)
{
    private readonly TaskEffect _effect = task.Effect ?? (task is FunctionTask or ScriptTask { Run: not null } ? TaskEffect.Write : TaskEffect.Pure);

    /// <summary>What the author wrote.</summary>
    public TaskDescriptor Descriptor { get; } = task;

    public string Name { get; } = task.Name.Value;

    public TaskCategory Category { get; } = task.Category;

    public int Index { get; } = parts.Index;

    public int[] Successors { get; } = parts.Successors;

    public int[] Predecessors { get; } = parts.Predecessors;

    public MappingPlan[] InputMappings { get; } = parts.InputMappings;

    public MappingPlan[] OutputMappings { get; } = parts.OutputMappings;

    public FlowValue Parameters { get; } = parts.Parameters;

    public bool Tolerance { get; } = task.Tolerance;

    public bool DegradeCurrent { get; } = task.DegradeCurrent;

    public bool DegradeFollowings { get; } = task.DegradeFollowings;

    public bool KeyCallback { get; } = task.KeyCallback;

    /// <summary>It, or a task in it, changes something outside.</summary>
    public virtual bool Writes => _effect == TaskEffect.Write;

    /// <summary>No mapping of it writes the context.</summary>
    public bool MapsNothingOut { get; } = parts.OutputMappings.Length == 0 && Array.TrueForAll(parts.InputMappings, mapping => mapping.Target.IsInput);

    public bool StreamInput { get; } = task.StreamInput;

    public bool StreamOutput { get; } = task.StreamOutput;

    public ProgressNode? Progress { get; } = task.Progress is { } progress ? new ProgressNode(progress) : null;

    public TimelineNode? Timeline { get; } = task.Timeline is { } timeline ? new TimelineNode(timeline) : null;
}
