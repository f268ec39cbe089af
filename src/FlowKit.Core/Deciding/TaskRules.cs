using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>The life of a task that every category shares: begin, wait for its time, end.</summary>
internal static class TaskRules
{
    /// <summary>The task's turn has come.</summary>
    public static void Begin(Turn turn, TaskState task)
    {
        if (!task.Queued)
        {
            return;
        }

        task.Queued = false;
        if (turn.State.Paused)
        {
            Stash(turn, task);
            return;
        }

        task.Status = FlowTaskStatus.Running;
        var node = turn.NodeOf(task);
        if (!task.Alone && Readiness.EveryoneSaysSkip(task, node))
        {
            Skip(turn, task, SkipReason.Predecessors);
        }
        else if (DegradeRules.IsDegraded(task, node))
        {
            Skip(turn, task, SkipReason.Degraded);
        }
        else if (Culling.IsCulled(turn, task, node))
        {
            Skip(turn, task, SkipReason.Culled);
        }
        else
        {
            BeginAlive(turn, task, node);
        }
    }

    /// <summary>The delay of the task is over, or it had none.</summary>
    public static void Start(Turn turn, TaskState task, TaskNode node)
    {
        if (task.Degraded.HasFlag(Degradation.Self))
        {
            // Marked while it waited for its time.
            Skip(turn, task, SkipReason.Degraded);
            return;
        }

        var waited = task.Status != FlowTaskStatus.Running;
        task.Status = FlowTaskStatus.Running;
        task.StartedAt = turn.Now;
        task.DueAt = 0;
        turn.Touch(task, TaskParts.Record);
        switch (node)
        {
            case FunctionNode function:
                FunctionDecision.BeginAttempt(turn, task, function);
                break;
            case PassNode:
                PassDecision.Start(turn, task, node);
                break;
            case ReturnNode back:
                ReturnDecision.Start(turn, task, back);
                break;
            case SwitchNode route:
                SwitchDecision.Start(turn, task, route);
                break;
            case ChoiceNode choice:
                ChoiceDecision.Start(turn, task, choice);
                break;
            case ScriptNode script:
                ScriptDecision.Start(turn, task, script);
                break;
            case ForeachNode loop:
                ForeachDecision.Start(turn, task, loop);
                break;
            default:
                SuspenseDecision.Start(turn, task, (SuspenseNode)node, waited);
                break;
        }
    }

    /// <summary>Holds back a task whose turn, or time, has come while the execution is paused.</summary>
    public static void Stash(Turn turn, TaskState task)
    {
        task.Status = FlowTaskStatus.Stashed;
        task.DueAt = 0;
        turn.Touch(task, TaskParts.Record);
    }

    /// <summary>Lets a task that was held back go on: with its next attempt, or from its beginning.</summary>
    public static void Unstash(Turn turn, TaskState task)
    {
        if (task.Attempt > 0)
        {
            FunctionDecision.BeginAttempt(turn, task, (FunctionNode)turn.NodeOf(task));
            return;
        }

        if (!task.Input.IsMissing)
        {
            // Its start delay was over while it was held back.
            Start(turn, task, turn.NodeOf(task));
            return;
        }

        task.Status = FlowTaskStatus.NotStarted;
        task.Scope.Open--;
        turn.Enqueue(task);
    }

    /// <summary>Runs the input mappings anew and keeps what they give; the fault of a strict one.</summary>
    public static FlowFailure? MapInput(Turn turn, TaskState task, TaskNode node)
    {
        if ((node.InputMappings.Length == 0 && node.Parameters.Count == 0) || turn.TraitsOf(task).HasFlag(TaskTraits.Elided))
        {
            task.Input = FlowValue.EmptyObject;
            turn.Touch(task, TaskParts.Record | TaskParts.Input);
            return null;
        }

        turn.Document.BeginInput(task);
        var faults = task.MappingFaults;
        var fault = MappingList.Run(node.InputMappings, turn.Document, ref faults);
        KeepFaults(turn, task, faults);
        task.Input = turn.Document.TakeInput(node.Parameters);
        turn.Touch(task, TaskParts.Record | TaskParts.Input);
        return fault;
    }

    /// <summary>Runs the output mappings over an output; the fault of a strict one.</summary>
    public static FlowFailure? MapOutput(Turn turn, TaskState task, TaskNode node, FlowValue output)
    {
        if (node.OutputMappings.Length == 0)
        {
            return null;
        }

        turn.Document.BeginOutput(task, output);
        var faults = task.MappingFaults;
        var fault = MappingList.Run(node.OutputMappings, turn.Document, ref faults);
        KeepFaults(turn, task, faults);
        return fault;
    }

    /// <summary>Ends a task that did what it does: output mappings, then SUCCEED; a strict mapping that cannot be carried out fails it.</summary>
    public static void Succeed(Turn turn, TaskState task, TaskNode node, FlowValue output)
    {
        if (MapOutput(turn, task, node, output) is { } fault)
        {
            Fail(turn, task, fault);
        }
        else
        {
            End(turn, task, FlowTaskStatus.Succeed);
        }
    }

    /// <summary>The task failed for good: SKIPPED where failures are tolerated, else FAILED.</summary>
    public static void Fail(Turn turn, TaskState task, FlowFailure failure)
    {
        task.Failure = failure;
        turn.Touch(task, TaskParts.Failure);
        if (turn.NodeOf(task).Tolerance)
        {
            Skip(turn, task, SkipReason.Tolerated);
        }
        else
        {
            End(turn, task, FlowTaskStatus.Failed);
        }
    }

    public static void Skip(Turn turn, TaskState task, SkipReason reason)
    {
        task.Skip = reason;
        End(turn, task, FlowTaskStatus.Skipped);
    }

    /// <summary>The task has ended: news, successors, and perhaps the end of its scope.</summary>
    public static void End(Turn turn, TaskState task, FlowTaskStatus status)
    {
        var scope = task.Scope;
        var wasKey = task.Status == FlowTaskStatus.KeySucceed;
        Settle(turn, task, status);
        if (wasKey)
        {
            scope.KeyOpen--;
        }
        else
        {
            scope.Open--;
        }

        if (status == FlowTaskStatus.Failed)
        {
            scope.Failed++;
            Readiness.Streams(turn, task);
            if (wasKey)
            {
                Readiness.Withdrew(turn, task);
            }
        }
        else if (!task.Alone)
        {
            Readiness.Arrived(turn, task, wasKey);
        }

        task.Alone = false;
        ScopeRules.EndIfDone(turn, scope);
    }

    /// <summary>Gives the task its final status and tells it, without touching anybody else.</summary>
    public static void Settle(Turn turn, TaskState task, FlowTaskStatus status)
    {
        task.Status = status;
        task.EndedAt = turn.Now;
        task.DueAt = task.Deadline = task.TotalDeadline = 0;
        task.Queued = false;
        turn.Touch(task, TaskParts.Record);
        turn.Announce(News(status), task, status == FlowTaskStatus.Failed ? task.Failure : null);
    }

    private static void BeginAlive(Turn turn, TaskState task, TaskNode node)
    {
        var due = 0L;
        var fault = MapInput(turn, task, node) ?? TimeRules.StartTime(turn, task, node, out due);
        if (fault is not null)
        {
            Fail(turn, task, fault);
        }
        else if (due > turn.Now)
        {
            task.Status = FlowTaskStatus.Ready;
            task.DueAt = due;
        }
        else
        {
            Start(turn, task, node);
        }
    }

    private static void KeepFaults(Turn turn, TaskState task, List<FlowFailure>? faults)
    {
        if (faults is not null)
        {
            task.MappingFaults = faults;
            turn.Touch(task, TaskParts.Failure);
        }
    }

    private static FlowNews News(FlowTaskStatus status) => status switch
    {
        FlowTaskStatus.Succeed => FlowNews.TaskFinish,
        FlowTaskStatus.Failed => FlowNews.TaskFailed,
        FlowTaskStatus.Skipped => FlowNews.TaskSkipped,
        _ => FlowNews.TaskCanceled,
    };
}
