using FlowKit.Values;

namespace FlowKit.Executions;

/// <summary>The instances of one group of tasks and the context they share: the top level of an execution, or one branch.</summary>
internal sealed class ScopeState
{
    public ScopeState(int id, int group, int tasks, TaskState? parent, int branch, ValueEditor context, int epoch)
    {
        Id = id;
        Group = group;
        Parent = parent;
        Branch = branch;
        Epoch = epoch;
        Context = context;
        Tasks = new TaskState[tasks];
        for (var i = 0; i < tasks; i++)
        {
            Tasks[i] = new TaskState(this, i) { Epoch = epoch };
        }
    }

    /// <summary>Its number in the execution, in the order scopes began; the root is 0.</summary>
    public int Id { get; }

    /// <summary>The group of the plan it runs.</summary>
    public int Group { get; }

    /// <summary>The loop or choice it is a branch of; null for the root.</summary>
    public TaskState? Parent { get; }

    /// <summary>Its number among the branches of its parent.</summary>
    public int Branch { get; }

    /// <summary>The epoch of the execution it began in.</summary>
    public int Epoch { get; }

    /// <summary>An operator took back the task it was a branch of: nothing of it counts any more.</summary>
    public bool Dropped { get; set; }

    public ValueEditor Context { get; }

    public TaskState[] Tasks { get; }

    // Derived from the statuses of the tasks; never saved.

    /// <summary>Tasks that are in line, READY, RUNNING or STASHED.</summary>
    public int Open { get; set; }

    /// <summary>Tasks that are KEY_SUCCEED.</summary>
    public int KeyOpen { get; set; }

    public int Failed { get; set; }

    /// <summary>The bytes the context had when it was last measured, and those written since; negative before the first time.</summary>
    public long WrittenBytes { get; set; } = -1;

    public bool Ended { get; set; }
}
