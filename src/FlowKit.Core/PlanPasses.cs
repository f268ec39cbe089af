namespace FlowKit;

/// <summary>What the optimiser may do with a flow before and while it runs. What runs may differ with a pass; results may not.</summary>
[Flags]
public enum PlanPasses
{
    /// <summary>Every flow runs as it is written, task by task.</summary>
    None = 0,

    /// <summary>Tasks that can never begin hold nobody else: not the tasks before them, nor those that targets spare.</summary>
    Unreachable = 1,

    /// <summary><c>pass</c> tasks whose mappings nobody can see succeed without running them.</summary>
    Elide = 2,

    /// <summary>Calls of functions and scripts of this process that have no effect outside follow each other at once, with one save for all.</summary>
    Fuse = 4,

    /// <summary>Tasks that no target of a start needs do not run.</summary>
    Targets = 8,

    /// <summary>Conditions that a start's input decides are decided there: what they close needs nothing before it.</summary>
    Conditions = 16,

    /// <summary><c>pure</c> and <c>read</c> tasks whose successors are all skipped do not run.</summary>
    Cull = 32,

    /// <summary>All of them.</summary>
    All = Unreachable | Elide | Fuse | Targets | Conditions | Cull,
}
