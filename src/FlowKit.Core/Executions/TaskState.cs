using FlowKit.Values;

namespace FlowKit.Executions;

/// <summary>One task instance of an execution: what is persisted of it, and the counters that follow from the others' statuses.</summary>
/// <remarks>
/// Only the one writer of the execution touches it. Times are UTC ticks; 0 is none. There is one for every task of an execution, so what most
/// tasks do not have stands apart.
/// </remarks>
internal sealed class TaskState(ScopeState scope, int index) : IDue
{
    private TaskTimes? _times;
    private TaskExtras? _extras;

    public ScopeState Scope { get; } = scope;

    /// <summary>The task's place in its group.</summary>
    public int Index { get; } = index;

    public FlowTaskStatus Status { get; set; }

    /// <summary>Why it was skipped, and whether it tells its successors to skip too.</summary>
    public SkipReason Skip { get; set; }

    /// <summary>What an operator marked.</summary>
    public Degradation Degraded { get; set; }

    /// <summary>The present try, from 1; 0 before the first.</summary>
    public int Attempt { get; set; }

    /// <summary>The epoch its attempts count in: an operator's retry begins a new one.</summary>
    public int Epoch { get; set; }

    /// <summary>An operator runs it alone: its end is told to no successor.</summary>
    public bool Alone { get; set; }

    /// <summary>The executor acknowledged the present attempt: after a crash it is not dispatched again.</summary>
    public bool Accepted { get; set; }

    /// <summary>
    /// The present attempt may have gone out before a crash, what came of it is not on record, and the task asks before it repeats: it waits
    /// until somebody says.
    /// </summary>
    public bool InDoubt { get; set; }

    public long StartedAt { get; set; }

    public long EndedAt { get; set; }

    /// <summary>When the present attempt began, where that is not when the task did.</summary>
    public long AttemptStartedAt
    {
        get => _extras?.AttemptStartedAt ?? 0;
        set => ExtrasFor(value == 0 ? null : this)?.AttemptStartedAt = value;
    }

    /// <summary>The present attempt is in the log of the execution: what the record says since is not its outcome.</summary>
    public bool AttemptIsPast
    {
        get => _extras?.AttemptIsPast ?? false;
        set => ExtrasFor(value ? this : null)?.AttemptIsPast = value;
    }

    /// <summary>When a READY task goes on.</summary>
    public long DueAt
    {
        get => _times?.DueAt ?? 0;
        set => TimesFor(value)?.DueAt = value;
    }

    /// <summary>When the present attempt has taken too long.</summary>
    public long Deadline
    {
        get => _times?.Deadline ?? 0;
        set => TimesFor(value)?.Deadline = value;
    }

    /// <summary>When all attempts together have taken too long.</summary>
    public long TotalDeadline
    {
        get => _times?.TotalDeadline ?? 0;
        set => TimesFor(value)?.TotalDeadline = value;
    }

    public FlowValue Input { get; set; }

    public FlowValue Output { get; set; }

    public FlowFailure? Failure
    {
        get => _extras?.Failure;
        set => ExtrasFor(value)?.Failure = value;
    }

    /// <summary>Mappings that could not be carried out and were tolerated.</summary>
    public List<FlowFailure>? MappingFaults
    {
        get => _extras?.MappingFaults;
        set => ExtrasFor(value)?.MappingFaults = value;
    }

    /// <summary>The successors a switch did not open, by index.</summary>
    public int[]? Closed
    {
        get => _extras?.Closed;
        set => ExtrasFor(value)?.Closed = value;
    }

    /// <summary>Its branches, for a loop or choice that has begun.</summary>
    public BranchingState? Branching
    {
        get => _extras?.Branching;
        set => ExtrasFor(value)?.Branching = value;
    }

    // Derived from the statuses of others; never saved.

    /// <summary>Predecessors that have not arrived.</summary>
    public int Pending { get; set; }

    /// <summary>Predecessors that arrived and did not say skip.</summary>
    public int Live { get; set; }

    /// <summary>It stands in the line of tasks to begin.</summary>
    public bool Queued { get; set; }

    // What has changed in this turn.

    public TaskParts Touched { get; set; }

    public long Due
    {
        get => _times?.Due ?? 0;
        set => TimesFor(value)?.Due = value;
    }

    public int HeapIndex
    {
        get => _times?.HeapIndex ?? -1;
        set => (_times ??= new()).HeapIndex = value;
    }

    /// <summary>The next time this task must be looked at; 0 for none. Follows from the state alone, so a restart arms the same timers.</summary>
    public long NextDue => Status switch
    {
        FlowTaskStatus.Ready => Earlier(DueAt, TotalDeadline),
        FlowTaskStatus.Running or FlowTaskStatus.KeySucceed => Earlier(Deadline, TotalDeadline),
        FlowTaskStatus.Stashed => TotalDeadline,
        _ => 0,
    };

    /// <summary>It runs, or ran: a task that waits for its turn, or for the time it is to start at, has not begun.</summary>
    public bool HasBegun => Status != FlowTaskStatus.NotStarted && (!Status.IsOpen() || Attempt > 0 || StartedAt > 0);

    private TaskTimes? TimesFor(long value) => value == 0 ? _times : _times ??= new();

    private TaskExtras? ExtrasFor(object? value) => value is null ? _extras : _extras ??= new();

    private static long Earlier(long left, long right) => left == 0 ? right : right == 0 ? left : Math.Min(left, right);

    private sealed class TaskTimes
    {
        public long DueAt { get; set; }

        public long Deadline { get; set; }

        public long TotalDeadline { get; set; }

        public long Due { get; set; }

        public int HeapIndex { get; set; } = -1;
    }

    private sealed class TaskExtras
    {
        public FlowFailure? Failure { get; set; }

        public List<FlowFailure>? MappingFaults { get; set; }

        public int[]? Closed { get; set; }

        public BranchingState? Branching { get; set; }

        public long AttemptStartedAt { get; set; }

        public bool AttemptIsPast { get; set; }
    }
}
