using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>A task of a flow and what validation found out about it.</summary>
internal sealed class ListedTask(TaskDescriptor task, TaskGroup group, int index)
{
    public TaskDescriptor Task { get; } = task;

    public string Name => Task.Name.Value ?? string.Empty;

    public TaskGroup Group { get; } = group;

    /// <summary>Its number in its group, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>The ways out of the task, as far as they lead somewhere.</summary>
    public List<TaskEdge> Edges { get; } = new(1);
}
