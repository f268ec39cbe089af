using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>
/// Writes saves. A delta holds what one turn changed, in the order it was first changed; a snapshot holds the whole state in the same
/// parts. Costs what it writes.
/// </summary>
internal sealed partial class StateWriter
{
    private readonly ByteWriter _bytes = new();

    public ReadOnlyMemory<byte> Delta(
        ExecutionState state,
        List<StateChange> changes,
        bool executionChanged,
        bool isFirst,
        List<int>? childOrders = null,
        List<PastAttempt>? attempts = null,
        List<PastOperation>? operations = null)
    {
        Begin(state, withBegin: isFirst);
        foreach (var change in changes)
        {
            if (change.Task is { } task)
            {
                Task(state, task, task.Touched);
            }
            else if (change.Location is { } location)
            {
                // The first save holds the context of the top level as it is now; an earlier write need not even fit it any more.
                if (!isFirst || change.Scope!.Parent is not null)
                {
                    Write(change.Scope!, location, change.Value);
                }
            }
            else
            {
                Scope(change.Scope!, change.Scope!.Parent is null && isFirst ? change.Scope.Context.Snapshot() : default);
            }
        }

        Orders(state, childOrders);
        Log(state, attempts, operations);
        if (executionChanged)
        {
            Execution(state);
        }

        return _bytes.Written;
    }

    public ReadOnlyMemory<byte> Snapshot(ExecutionState state, Func<ScopeState, FlowValue> contextAtBegin)
    {
        Begin(state, withBegin: true);
        foreach (var scope in state.Scopes)
        {
            if (scope.Dropped)
            {
                // Its number stays taken, so that those of the others stay right.
                _bytes.Byte(SaveMark.DroppedScope);
                continue;
            }

            Scope(scope, scope.Parent is null ? scope.Context.Snapshot() : default);
            if (scope.Parent is not null)
            {
                ChangedMembers(scope, contextAtBegin(scope));
            }

            foreach (var task in scope.Tasks)
            {
                if (task.Status != FlowTaskStatus.NotStarted || task.Epoch != scope.Epoch)
                {
                    Task(state, task, TaskParts.All);
                }
            }
        }

        Orders(state);
        Log(state);
        Execution(state);
        return _bytes.Written;
    }

    private void Execution(ExecutionState state)
    {
        _bytes.Byte(SaveMark.Execution);
        _bytes.Byte((byte)state.Status);
        _bytes.Byte((byte)((state.KeyAnnounced ? 1 : 0) | (state.OwesNews ? 2 : 0) | (state.Paused ? 4 : 0)));
        _bytes.Int(state.Epoch);
        Time(state, state.EndedAt);
        Time(state, state.Deadline);
        Failure(state.Failure);
        _bytes.Value(state.Output);
        EndCallback(state);
    }

    private void EndCallback(ExecutionState state)
    {
        _bytes.Byte(state.EndCallback is { } callback ? (byte)(1 + (int)callback.Standing) : (byte)0);
        if (state.EndCallback is { } told)
        {
            _bytes.Int(told.Attempt);
            Time(state, told.DueAt);
            Failure(told.Failure);
        }
    }

    // The scope's number follows from the order scopes are written in.
    private void Scope(ScopeState scope, FlowValue context)
    {
        _bytes.Byte(SaveMark.Scope);
        _bytes.Int(scope.Parent is null ? 0 : scope.Parent.Scope.Id + 1);
        if (scope.Parent is { } parent)
        {
            _bytes.Int(parent.Index);
            _bytes.Int(scope.Branch);
        }
        else
        {
            _bytes.Value(context);
        }

        _bytes.Int(scope.Group);
        _bytes.Int(scope.Tasks.Length);
        _bytes.Int(scope.Epoch);
    }

    private void Task(ExecutionState state, TaskState task, TaskParts parts)
    {
        _bytes.Byte(SaveMark.Task);
        _bytes.Int(task.Scope.Id);
        _bytes.Int(task.Index);
        _bytes.Byte((byte)(parts | Attempt(task)));
        _bytes.Byte((byte)((int)task.Status | (task.Accepted ? 0x80 : 0) | (task.Alone ? 0x40 : 0)));
        _bytes.Byte((byte)((int)task.Skip | ((int)task.Degraded << 5) | (task.InDoubt ? 0x80 : 0)));
        _bytes.Int(task.Attempt);
        _bytes.Int(task.Epoch);
        Time(state, task.StartedAt);
        Time(state, task.EndedAt);
        if (!task.Status.IsEnded())
        {
            Time(state, task.DueAt);
            Time(state, task.Deadline);
            Time(state, task.TotalDeadline);
        }

        if (task.AttemptStartedAt != 0)
        {
            Time(state, task.AttemptStartedAt);
        }

        if (parts.HasFlag(TaskParts.Input))
        {
            _bytes.Value(task.Input);
        }

        if (parts.HasFlag(TaskParts.Output))
        {
            _bytes.Value(task.Output);
        }

        if (parts.HasFlag(TaskParts.Failure))
        {
            Failures(task);
        }

        if (parts.HasFlag(TaskParts.Branching))
        {
            Branching(task);
        }
    }

    // What is to be known of an attempt beside the task's own record.
    private TaskParts Attempt(TaskState task)
    {
        var parts = (task.AttemptStartedAt == 0 ? TaskParts.None : TaskParts.Again) | (task.AttemptIsPast ? TaskParts.Past : TaskParts.None);
        if (parts != TaskParts.None)
        {
            NeedsSecondFormat();
        }

        return parts;
    }

    private void Failures(TaskState task)
    {
        Failure(task.Failure);
        _bytes.Int(task.MappingFaults?.Count ?? 0);
        for (var i = 0; i < task.MappingFaults?.Count; i++)
        {
            Failure(task.MappingFaults[i]);
        }
    }

    private void Branching(TaskState task)
    {
        _bytes.Int(task.Branching is null ? 0 : task.Branching.Branches.Length + 1);
        _bytes.Int(task.Branching?.MaxConcurrency ?? 0);
        _bytes.Int(task.Closed?.Length ?? 0);
        foreach (var closed in task.Closed ?? [])
        {
            _bytes.Int(closed);
        }
    }

    private void Write(ScopeState scope, PathSegment[] location, FlowValue value)
    {
        _bytes.Byte(SaveMark.Write);
        _bytes.Int(scope.Id);
        _bytes.Int(location.Length);
        foreach (var segment in location)
        {
            _bytes.Byte(segment.Name is null ? (byte)0 : (byte)1);
            if (segment.Name is { } name)
            {
                _bytes.Text(name);
            }
            else
            {
                _bytes.Int(segment.Index);
            }
        }

        _bytes.Value(value);
    }

    // Of a branch's context only what its tasks wrote: the rest follows from its parent's input.
    private void ChangedMembers(ScopeState scope, FlowValue atBegin)
    {
        var now = scope.Context.Snapshot().AsObjectNode!;
        for (var i = 0; i < now.Count; i++)
        {
            var name = now.NameAt(i);
            if (!now.ValueAt(i).IsSame(atBegin[name]))
            {
                Write(scope, [name], now.ValueAt(i));
            }
        }
    }

    private void Failure(FlowFailure? failure)
    {
        _bytes.Byte(failure is null ? (byte)0 : failure.Retryable ? (byte)2 : (byte)1);
        if (failure is not null)
        {
            _bytes.Text(failure.Code);
            _bytes.Text(failure.Message);
            _bytes.Value(failure.Detail);
            _bytes.OptionalText(failure.Task);
        }
    }

    // Times are short because they are counted from the start of the execution; 0 is none.
    private void Time(ExecutionState state, long ticks)
    {
        var since = ticks - state.StartedAt;
        _bytes.Signed(ticks == 0 ? 0 : since >= 0 ? since + 1 : since);
    }
}
