using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Running;

/// <summary>What callers are shown of the past of an execution. Costs the size of the execution.</summary>
internal sealed class Histories
{
    private readonly FlowPlan _plan;
    private readonly ExecutionState _state;
    private readonly long _now;
    private readonly List<AttemptView> _attempts = [];
    private readonly OrderedDictionary<string, TaskTimeView> _times = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Task, int Epoch, int Attempt), long> _ends = [];

    private Histories(FlowPlan plan, ExecutionState state, long now)
    {
        _plan = plan;
        _state = state;
        _now = state.EndedAt == 0 ? now : state.EndedAt;
    }

    /// <summary>The history at a time, in UTC ticks.</summary>
    public static ExecutionHistory Of(FlowPlan plan, ExecutionState state, long now)
    {
        var history = new Histories(plan, state, now);
        history.AddPast();
        history.Add(state.Root, string.Empty);
        return new(state.Id, plan.Name, state.ShownStatus, state.Epoch, Time(state.StartedAt), OptionalTime(state.EndedAt))
        {
            Attempts = [.. history._attempts.OrderBy(attempt => attempt.StartedAt)],
            AttemptsDropped = state.Log?.AttemptsDropped ?? 0,
            Operations = [.. (state.Log?.Operations ?? []).Select(Operation)],
            OperationsDropped = state.Log?.OperationsDropped ?? 0,
            Tasks = history._times,
            CriticalPath = [.. CriticalPath.Of(plan, state).Select(task => InstanceName.Of(plan, task))],
        };
    }

    private void AddPast()
    {
        foreach (var past in _state.Log?.Attempts ?? [])
        {
            var queuedAt = past.QueuedAt != 0 ? past.QueuedAt : EndBefore(past.Task, past.Epoch, past.Attempt, past.StartedAt);
            _ends[(past.Task, past.Epoch, past.Attempt)] = past.EndedAt;
            Add(new(
                past.Task,
                past.Epoch,
                past.Attempt,
                past.Status,
                past.Code is null ? null : new(past.Code, past.Message ?? string.Empty),
                Time(queuedAt),
                Time(past.StartedAt),
                Time(past.EndedAt),
                past.InputBytes,
                past.OutputBytes));
        }
    }

    private void Add(ScopeState scope, string prefix)
    {
        foreach (var task in scope.Tasks)
        {
            var name = prefix + _plan.Groups[scope.Group].Tasks[task.Index].Name;
            AddPresent(task, name);
            AddWaiting(task, name);
            foreach (var branch in task.Branching?.Branches ?? [])
            {
                if (branch is not null)
                {
                    Add(branch, $"{name}_{branch.Branch}-");
                }
            }
        }
    }

    private void AddPresent(TaskState task, string name)
    {
        if (task.StartedAt == 0 || task.AttemptIsPast)
        {
            return;
        }

        var startedAt = task.AttemptStartedAt == 0 ? task.StartedAt : task.AttemptStartedAt;
        var queuedAt = QueueRules.QueuedAt(_plan, _state, task);
        queuedAt = queuedAt != 0 ? queuedAt : EndBefore(name, task.Epoch, task.Attempt, startedAt);
        Add(new(
            name,
            task.Epoch,
            task.Attempt,
            task.Status,
            AttemptLog.FailureOf(task),
            Time(queuedAt),
            Time(startedAt),
            OptionalTime(task.EndedAt),
            AttemptLog.BytesOf(task.Input),
            AttemptLog.BytesOf(task.Output)));
    }

    // What waits now, for its time or to be let go on.
    private void AddWaiting(TaskState task, string name)
    {
        if (task.Status is not (FlowTaskStatus.Ready or FlowTaskStatus.Stashed))
        {
            return;
        }

        var since = task.AttemptIsPast
            ? EndBefore(name, task.Epoch, task.Attempt + 1, _now)
            : QueueRules.ReadyAt(_plan, _state, task, _now);
        Count(name, TimeSpan.FromTicks(_now - since), TimeSpan.Zero, attempts: 0);
    }

    private void Add(AttemptView attempt)
    {
        _attempts.Add(attempt);
        Count(attempt.Task, attempt.StartedAt - attempt.QueuedAt, (attempt.EndedAt ?? Time(_now)) - attempt.StartedAt, attempts: 1);
    }

    private void Count(string name, TimeSpan waiting, TimeSpan running, int attempts)
    {
        var before = _times.TryGetValue(name, out var known) ? known : new(TimeSpan.Zero, TimeSpan.Zero, 0);
        _times[name] = new(before.Waiting + NotNegative(waiting), before.Running + NotNegative(running), before.Attempts + attempts);
    }

    // A clock may have been set back.
    private static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    /// <summary>When the attempt before this one ended; where that is not known, the time this one began.</summary>
    private long EndBefore(string task, int epoch, int attempt, long otherwise) =>
        _ends.TryGetValue((task, epoch, attempt - 1), out var end) ? end : otherwise;

    private static OperationView Operation(PastOperation operation) => new(
        operation.Kind,
        Time(operation.At),
        operation.By,
        operation.Reason,
        operation.Tasks,
        operation.TaskCount,
        operation.Detail,
        operation.Epoch);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? OptionalTime(long ticks) => ticks == 0 ? null : Time(ticks);
}
