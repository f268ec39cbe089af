using FlowKit.Values;

namespace FlowKit.Executions;

/// <summary>Everything an execution is, held in memory by its one writer and persisted as deltas and snapshots.</summary>
/// <remarks>Times are UTC ticks; 0 is none.</remarks>
internal sealed class ExecutionState(string id, string flow, string flowVersion)
{
    private ExecutionExtras? _extras;

    public string Id { get; } = id;

    /// <summary><c>workspace:dagName</c>.</summary>
    public string Flow { get; } = flow;

    /// <summary>The fingerprint of the descriptor the execution started with.</summary>
    public string FlowVersion { get; } = flowVersion;

    /// <summary>Who called it; null for an execution a host started.</summary>
    public ParentLink? Parent { get; init; }

    public string RootId => Parent?.RootId ?? Id;

    public ExecutionStatus Status { get; set; }

    public long StartedAt { get; set; }

    public long EndedAt { get; set; }

    public long Deadline { get; set; }

    /// <summary>What the caller submitted.</summary>
    public FlowValue Submitted { get; set; } = FlowValue.EmptyObject;

    /// <summary>The tasks, or keys of the output, the caller wants; null for everything.</summary>
    public string[]? Targets { get; init; }

    /// <summary>Tasks that write are pruned too when no target needs them.</summary>
    public bool ForceTargets { get; init; }

    /// <summary>Who is told of the end, as the caller gave it at the start; missing when the flow decides that.</summary>
    public FlowValue GivenCallback { get; init; }

    /// <summary>The trace it belongs to; null where none was given and none was begun at the start.</summary>
    public ExecutionTrace? Trace { get; init; }

    /// <summary>The declared output of the flow; missing while it runs, and when none is declared.</summary>
    public FlowValue Output { get; set; }

    public FlowFailure? Failure { get; set; }

    /// <summary>How often an operator took tasks back to run them again.</summary>
    public int Epoch { get; set; }

    /// <summary>An operator holds back what has not begun.</summary>
    public bool Paused { get; set; }

    /// <summary>The news of the key path went out.</summary>
    public bool KeyAnnounced { get; set; }

    /// <summary>The news of the end is owed: it is delivered again after a crash until it is known to have arrived.</summary>
    public bool OwesNews { get; set; }

    /// <summary>Where the call that tells of the end stands; null while the execution runs, and when nobody is to be told.</summary>
    public EndCallbackState? EndCallback { get; set; }

    /// <summary>What sub-flows are to be told; null when that was never anything.</summary>
    public ChildOrderBook? ChildOrders
    {
        get => _extras?.ChildOrders;
        set => (_extras ??= new()).ChildOrders = value;
    }

    /// <summary>What is past and the records do not tell; null when that was never anything.</summary>
    public ExecutionLog? Log
    {
        get => _extras?.Log;
        set => (_extras ??= new()).Log = value;
    }

    /// <summary>Sub-flows are still to be told something.</summary>
    public bool OwesChildren => ChildOrders is { Open.Count: > 0 };

    /// <summary>Every scope that has begun, by its number.</summary>
    public List<ScopeState> Scopes { get; } = [];

    /// <summary>Nothing begins, and the present status says why.</summary>
    public ExecutionStatus ShownStatus => Paused && !Status.IsEnded() ? ExecutionStatus.Paused : Status;

    public ScopeState Root => Scopes[0];

    // What most executions do not have stands apart.
    private sealed class ExecutionExtras
    {
        public ChildOrderBook? ChildOrders { get; set; }

        public ExecutionLog? Log { get; set; }
    }
}
