using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>Reads saves back into a state: the last snapshot, then every delta after it. What follows from the statuses is not in them.</summary>
internal sealed class StateReader(string executionId, int[] groupSizes, Func<TaskState, int, ValueEditor> contextAtBegin)
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
        if (bytes.Byte() is not SaveMark.FormatVersion and var version)
        {
            throw version < SaveMark.FormatVersion ? ByteReader.Damaged() : new FlowException(
                FlowErrorCodes.NewerState, $"The execution '{executionId}' was saved in format {version}; this FlowKit reads format {SaveMark.FormatVersion}.");
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
                case SaveMark.DroppedScope:
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
                default:
                    throw ByteReader.Damaged();
            }
        }
    }

    private ExecutionState State => _state ?? throw ByteReader.Damaged();

    private void Begin(ref ByteReader bytes)
    {
        var (flow, version, startedAt, submitted) = (bytes.Text(), bytes.Text(), bytes.Signed(), bytes.Value());
        var (parent, targets) = (Parent(ref bytes), Targets(ref bytes));
        _state = new(executionId, flow, version)
        {
            StartedAt = startedAt,
            Submitted = submitted,
            Parent = parent,
            Targets = targets,
            ForceTargets = bytes.Byte() != 0,
        };
    }

    private static string[]? Targets(ref ByteReader bytes)
    {
        var count = bytes.Count();
        if (count == 0)
        {
            return null;
        }

        var targets = new string[count - 1];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = bytes.Text();
        }

        return targets;
    }

    private static ParentLink? Parent(ref ByteReader bytes)
    {
        var mark = bytes.Byte();
        return mark == 0
            ? null
            : new(bytes.Text(), bytes.Text(), bytes.Int(), bytes.Int(), bytes.Int(), bytes.Text(), Waits: mark == 2);
    }

    private void Execution(ref ByteReader bytes)
    {
        State.Status = (ExecutionStatus)bytes.Byte();
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
            : new() { Standing = (EndCallbackStanding)(mark - 1), Attempt = bytes.Int(), DueAt = Time(ref bytes), Failure = Failure(ref bytes) };
    }

    private void Scope(ref ByteReader bytes)
    {
        var parentScope = bytes.Int();
        if (parentScope == 0)
        {
            var context = ValueEditor.CopyOf(bytes.Value().AsObjectNode ?? throw ByteReader.Damaged(), room: 0);
            Add(ref bytes, parent: null, branch: 0, context);
            return;
        }

        var parent = TaskAt(parentScope - 1, bytes.Int());
        var branch = bytes.Int();
        var scope = Add(ref bytes, parent, branch, contextAtBegin(parent, branch));
        if (parent.Branching?.Branches is not { } branches || branch >= branches.Length)
        {
            throw ByteReader.Damaged();
        }

        branches[branch] = scope;
    }

    private ScopeState Add(ref ByteReader bytes, TaskState? parent, int branch, ValueEditor context)
    {
        var group = bytes.Int();
        if (group >= groupSizes.Length || bytes.Int() != groupSizes[group])
        {
            throw ByteReader.Damaged();
        }

        var scope = new ScopeState(State.Scopes.Count, group, groupSizes[group], parent, branch, context, bytes.Int());
        State.Scopes.Add(scope);
        return scope;
    }

    private void Task(ref ByteReader bytes)
    {
        var task = TaskAt(bytes.Int(), bytes.Int());
        var parts = (TaskParts)bytes.Byte();
        var status = bytes.Byte();
        task.Status = (FlowTaskStatus)(status & 0x3F);
        task.Alone = (status & 0x40) != 0;
        task.Accepted = (status & 0x80) != 0;
        task.Skip = (SkipReason)bytes.Byte();
        task.Attempt = bytes.Int();
        task.Epoch = bytes.Int();
        task.StartedAt = Time(ref bytes);
        task.EndedAt = Time(ref bytes);
        var open = !task.Status.IsEnded();
        task.DueAt = open ? Time(ref bytes) : 0;
        task.Deadline = open ? Time(ref bytes) : 0;
        task.TotalDeadline = open ? Time(ref bytes) : 0;
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

    private static void Branching(ref ByteReader bytes, TaskState task)
    {
        // A branching that is written again, in a later delta, keeps the branches that have begun.
        var branches = Math.Min(bytes.Int(), MaxIndex);
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
        var location = new PathSegment[bytes.Count()];
        for (var i = 0; i < location.Length; i++)
        {
            location[i] = bytes.Byte() == 0 ? Math.Min(bytes.Int(), MaxIndex) : bytes.Text();
        }

        if (location.Length == 0 || !scope.Context.TryWrite(location, bytes.Value(), out _))
        {
            throw ByteReader.Damaged();
        }
    }

    private static FlowFailure? Failure(ref ByteReader bytes)
    {
        var mark = bytes.Byte();
        return mark == 0 ? null : new(bytes.Text(), bytes.Text(), bytes.Value(), mark == 2, bytes.OptionalText());
    }

    private long Time(ref ByteReader bytes) => bytes.Signed() switch
    {
        0 => 0,
        < 0 and var before => State.StartedAt + before,
        var after => State.StartedAt + after - 1,
    };

    private ScopeState ScopeAt(int id) => id < State.Scopes.Count ? State.Scopes[id] : throw ByteReader.Damaged();

    private TaskState TaskAt(int scope, int index)
    {
        var tasks = ScopeAt(scope).Tasks;
        return index < tasks.Length ? tasks[index] : throw ByteReader.Damaged();
    }
}
