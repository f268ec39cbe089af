using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>Reads saves back into a state: the last snapshot, then every delta after it. What follows from the statuses is not in them.</summary>
internal sealed partial class StateReader(string executionId, StateShape shape)
{
    private const int MaxIndex = 10_000_000;
    private ExecutionState? _state;

    /// <summary>The state the saves make.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.DamagedState"/>, <see cref="FlowErrorCodes.NewerState"/>.</exception>
    public ExecutionState Read(IReadOnlyList<ReadOnlyMemory<byte>> saves)
    {
        foreach (var save in saves)
        {
            Apply(new ByteReader(save.Span));
        }

        return _state is { Scopes.Count: > 0 } ? _state : throw ByteReader.Damaged();
    }

    private void Apply(ByteReader bytes)
    {
        if (bytes.Byte() is not (SaveMark.FormatVersion or SaveMark.SecondFormat) and var version)
        {
            throw version < SaveMark.FormatVersion ? ByteReader.Damaged() : new FlowException(
                FlowErrorCodes.NewerState,
                $"The execution '{executionId}' was saved in format {version}; this FlowKit reads formats up to {SaveMark.SecondFormat}.");
        }

        while (!bytes.AtEnd)
        {
            switch (bytes.Byte())
            {
                case SaveMark.Begin:
                    // A later snapshot begins anew.
                    Begin(ref bytes);
                    break;
                case SaveMark.Execution:
                    Execution(ref bytes);
                    break;
                case SaveMark.Scope:
                    Scope(ref bytes);
                    break;
                case SaveMark.DroppedScope when State.Scopes.Count > 0:
                    State.Scopes.Add(new(State.Scopes.Count, group: 0, tasks: 0, parent: null, branch: 0, new ValueEditor(default), epoch: 0)
                    {
                        Dropped = true, Ended = true,
                    });
                    break;
                case SaveMark.Task:
                    Task(ref bytes);
                    break;
                case SaveMark.Write:
                    Write(ref bytes);
                    break;
                case SaveMark.ChildOrder:
                    ChildOrder(ref bytes);
                    break;
                case SaveMark.ChildOrderTaken:
                    ChildOrderTaken(bytes.Int());
                    break;
                case SaveMark.PastOperation:
                    PastOperation(ref bytes);
                    break;
                case SaveMark.PastAttempt:
                    PastAttempt(ref bytes);
                    break;
                case SaveMark.LogDropped:
                    LogDropped(ref bytes);
                    break;
                default:
                    throw ByteReader.Damaged();
            }
        }
    }

    private ExecutionState State => _state ?? throw ByteReader.Damaged();

    private void Execution(ref ByteReader bytes)
    {
        State.Status = Known((ExecutionStatus)bytes.Byte());
        var flags = bytes.Byte();
        State.KeyAnnounced = (flags & 1) != 0;
        State.OwesNews = (flags & 2) != 0;
        State.Paused = (flags & 4) != 0;
        State.Epoch = bytes.Int();
        State.EndedAt = Time(ref bytes);
        State.Deadline = Time(ref bytes);
        State.Failure = Failure(ref bytes);
        State.Output = bytes.Value();
        var mark = bytes.Byte();
        State.EndCallback = mark == 0
            ? null
            : new() { Standing = Known((EndCallbackStanding)(mark - 1)), Attempt = bytes.Int(), DueAt = Time(ref bytes), Failure = Failure(ref bytes) };
    }

    private void Scope(ref ByteReader bytes)
    {
        var parentScope = bytes.Int();
        if (parentScope == 0)
        {
            Root(ref bytes);
            return;
        }

        var parent = TaskAt(parentScope - 1, bytes.Int());
        var branch = bytes.Int();
        if (parent.Branching?.Branches is not { } branches || branches.Length != shape.BranchesOf(parent) ||
            branch >= branches.Length || branches[branch] is not null)
        {
            throw ByteReader.Damaged();
        }

        branches[branch] = Add(ref bytes, parent, branch, shape.GroupOf(parent, branch), shape.ContextAtBegin(parent, branch));
    }

    private void Root(ref ByteReader bytes)
    {
        if (State.Scopes.Count > 0 || bytes.Value().AsObjectNode is not { } context)
        {
            throw ByteReader.Damaged();
        }

        Add(ref bytes, parent: null, branch: 0, group: 0, ValueEditor.CopyOf(context, room: 0));
    }

    private ScopeState Add(ref ByteReader bytes, TaskState? parent, int branch, int group, ValueEditor context)
    {
        if (bytes.Int() != group || bytes.Int() != shape.GroupSizes[group])
        {
            throw ByteReader.Damaged();
        }

        var scope = new ScopeState(State.Scopes.Count, group, shape.GroupSizes[group], parent, branch, context, bytes.Int());
        State.Scopes.Add(scope);
        return scope;
    }

    private void Task(ref ByteReader bytes)
    {
        var task = TaskAt(bytes.Int(), bytes.Int());
        var parts = (TaskParts)bytes.Byte();
        var status = bytes.Byte();
        task.Status = Known((FlowTaskStatus)(status & 0x3F));
        task.Alone = (status & 0x40) != 0;
        task.Accepted = (status & 0x80) != 0;
        var skip = bytes.Byte();
        task.Skip = Known((SkipReason)(skip & 0x1F));
        task.Degraded = (Degradation)((skip >> 5) & 3);
        task.InDoubt = (skip & 0x80) != 0;
        task.Attempt = bytes.Int();
        task.Epoch = bytes.Int();
        task.StartedAt = Time(ref bytes);
        task.EndedAt = Time(ref bytes);
        var open = !task.Status.IsEnded();
        task.DueAt = open ? Time(ref bytes) : 0;
        task.Deadline = open ? Time(ref bytes) : 0;
        task.TotalDeadline = open ? Time(ref bytes) : 0;
        task.AttemptStartedAt = parts.HasFlag(TaskParts.Again) ? Time(ref bytes) : 0;
        task.AttemptIsPast = parts.HasFlag(TaskParts.Past);
        if (parts.HasFlag(TaskParts.Input))
        {
            task.Input = bytes.Value();
        }

        if (parts.HasFlag(TaskParts.Output))
        {
            task.Output = bytes.Value();
        }

        if (parts.HasFlag(TaskParts.Failure))
        {
            Failures(ref bytes, task);
        }

        if (parts.HasFlag(TaskParts.Branching))
        {
            Branching(ref bytes, task);
        }
    }

    private static void Failures(ref ByteReader bytes, TaskState task)
    {
        task.Failure = Failure(ref bytes);
        var count = bytes.Count();
        task.MappingFaults = count == 0 ? null : [];
        for (var i = 0; i < count; i++)
        {
            task.MappingFaults!.Add(Failure(ref bytes) ?? throw ByteReader.Damaged());
        }
    }

    private void Branching(ref ByteReader bytes, TaskState task)
    {
        var branches = bytes.Int();
        if (branches > 0 && branches - 1 != shape.BranchesOf(task))
        {
            throw ByteReader.Damaged();
        }

        // A branching that is written again, in a later delta, keeps the branches that have begun.
        if (branches > 0 && task.Branching?.Branches.Length != branches - 1)
        {
            task.Branching = new(branches - 1);
        }

        var concurrency = bytes.Int();
        if (task.Branching is { } branching)
        {
            branching.MaxConcurrency = concurrency;
        }

        var closed = new int[bytes.Count()];
        for (var i = 0; i < closed.Length; i++)
        {
            closed[i] = bytes.Int();
        }

        task.Closed = closed.Length == 0 ? null : closed;
    }

    private void Write(ref ByteReader bytes)
    {
        var scope = ScopeAt(bytes.Int());
        var location = new PathSegment[Math.Min(bytes.Count(), ByteReader.MaxDepth + 1)];
        for (var i = 0; i < location.Length; i++)
        {
            location[i] = bytes.Byte() == 0 ? Index(ref bytes) : bytes.Text();
        }

        if (location is not [{ Name: not null }, ..] || location.Length > ByteReader.MaxDepth ||
            !scope.Context.TryWrite(location, bytes.Value(), out _))
        {
            throw ByteReader.Damaged();
        }
    }

    private static int Index(ref ByteReader bytes) => bytes.Int() is <= MaxIndex and var index ? index : throw ByteReader.Damaged();

    private static FlowFailure? Failure(ref ByteReader bytes)
    {
        var mark = bytes.Byte();
        return mark == 0 ? null : new(bytes.Text(), bytes.Text(), bytes.Value(), mark == 2, bytes.OptionalText());
    }

    private long Time(ref ByteReader bytes)
    {
        var since = bytes.Signed();
        if (since == 0)
        {
            return 0;
        }

        var time = unchecked(State.StartedAt + (since < 0 ? since : since - 1));
        return IsTime(time) ? time : throw ByteReader.Damaged();
    }

    private static bool IsTime(long ticks) => ticks > 0 && ticks <= DateTime.MaxValue.Ticks;

    private static T Known<T>(T word)
        where T : struct, Enum => Enum.IsDefined(word) ? word : throw ByteReader.Damaged();

    private ScopeState ScopeAt(int id) => id < State.Scopes.Count ? State.Scopes[id] : throw ByteReader.Damaged();

    private TaskState TaskAt(int scope, int index)
    {
        var tasks = ScopeAt(scope).Tasks;
        return index < tasks.Length ? tasks[index] : throw ByteReader.Damaged();
    }
}
