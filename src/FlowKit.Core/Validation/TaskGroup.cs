namespace FlowKit.Validation;

/// <summary>Tasks that may follow one another: those of the top level, of a loop, or of one branch of a choice.</summary>
internal sealed class TaskGroup(ListedTask? owner)
{
    /// <summary>The loop or choice the tasks belong to; null for the top level.</summary>
    public ListedTask? Owner { get; } = owner;

    public List<ListedTask> Tasks { get; } = [];
}
