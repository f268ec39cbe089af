using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// A <c>foreach</c> task: a branch per item, at most so many at once, joined in item order. A branch that begins or ends costs itself;
/// only the end of the loop costs all of them, once.
/// </summary>
internal static class ForeachDecision
{
    public static void Start(Turn turn, TaskState task, ForeachNode node)
    {
        var collection = node.CollectionOf(task.Input);
        var concurrency = 0;
        if ((Refuse(turn, collection) ?? TimeRules.Limit(turn, task, node) ?? Bound(task, node, out concurrency)) is { } fault)
        {
            TaskRules.Fail(turn, task, fault);
            return;
        }

        task.Branching = new(node.BranchesFor(collection.Count)) { MaxConcurrency = concurrency };
        task.Status = FlowTaskStatus.Running;
        turn.Touch(task, TaskParts.Branching);
        Readiness.Streams(turn, task);
        if (task.Branching.Branches.Length == 0)
        {
            Finish(turn, task, node);
        }
        else
        {
            BeginBranches(turn, task, node);
        }
    }

    /// <summary>Begins branches in item order, as many as may run; what one turn does not take goes on in the next.</summary>
    public static void BeginBranches(Turn turn, TaskState task, ForeachNode node)
    {
        if (!CanBegin(task, node))
        {
            return;
        }

        var collection = node.CollectionOf(task.Input);
        var branching = task.Branching!;
        var shared = BranchContext.Shared(task, node);
        while (CanBegin(task, node))
        {
            if (turn.BranchBudget-- <= 0)
            {
                ContinueLater(turn, task);
                return;
            }

            var number = branching.Next++;
            branching.Running++;
            var context = BranchContext.Of(shared, node, collection, number);
            var branch = ScopeRules.Begin(turn, node.Group, task, number, context);
            branching.Branches[number] = branch;
            ScopeRules.EndIfDone(turn, branch);
        }
    }

    public static void BranchEnded(Turn turn, TaskState task, ForeachNode node, ScopeState branch)
    {
        var branching = task.Branching!;
        branching.Running--;
        branching.Failed += branch.Failed > 0 ? 1 : 0;
        GoOn(turn, task, node);
    }

    /// <summary>Begins what may begin, or ends the loop when nothing runs and nothing may.</summary>
    public static void GoOn(Turn turn, TaskState task, ForeachNode node)
    {
        if (CanBegin(task, node))
        {
            BeginBranches(turn, task, node);
        }
        else if (task.Branching!.Running == 0)
        {
            Finish(turn, task, node);
        }
    }

    /// <summary>There is a branch that has not begun, and it may.</summary>
    public static bool CanBegin(TaskState task, ForeachNode node) =>
        task is { Status: FlowTaskStatus.Running, Branching: { } branching } &&
        branching.Next < branching.Branches.Length &&
        (branching.MaxConcurrency == 0 || branching.Running < branching.MaxConcurrency) &&
        !(node.FailFast && branching.Failed > node.Tolerate);

    private static void ContinueLater(Turn turn, TaskState task)
    {
        if (!task.Branching!.Continues)
        {
            task.Branching.Continues = true;
            turn.Effects.Add(new(EffectKind.ContinueLoop, task, task.Attempt));
        }
    }

    private static FlowFailure? Refuse(Turn turn, FlowValue collection)
    {
        if (collection.Kind is not (FlowValueKind.Missing or FlowValueKind.Null or FlowValueKind.Array))
        {
            return new(
                FlowErrorCodes.CollectionIsNoList,
                $"The collection of the loop is of type {collection.Kind.ToString().ToLowerInvariant()}, not a list.",
                Retryable: false);
        }

        return collection.Count > turn.Options.Limits.LoopItems
            ? new(FlowErrorCodes.TooManyItems, $"The collection of the loop has {collection.Count} items; {turn.Options.Limits.LoopItems} are allowed.", Retryable: false)
            : null;
    }

    private static FlowFailure? Bound(TaskState task, ForeachNode node, out int concurrency)
    {
        concurrency = 0;
        if (node.MaxConcurrency is null || !ConditionPlan.All(node.SynchronizationConditions, task.Input))
        {
            return null;
        }

        if (!node.MaxConcurrency.TryRead(new PathRoots { Input = task.Input }, out var bound))
        {
            return new(FlowErrorCodes.NoNumber, "The value that 'maxConcurrency' names in the input is no number.", Retryable: false);
        }

        concurrency = bound >= 1 ? (int)Math.Min(bound.Value, int.MaxValue) : 0;
        return null;
    }

    private static void Finish(Turn turn, TaskState task, ForeachNode node)
    {
        var contexts = Array.ConvertAll(task.Branching!.Branches, branch => branch?.Context.Snapshot() ?? FlowValue.Null);
        var output = FlowValue.Object(("sub_context", new FlowValue(new ArrayNode(contexts, contexts.Length, owner: null))));
        var fault = TaskRules.MapOutput(turn, task, node, output);
        if (task.Branching!.Failed > node.Tolerate)
        {
            ChoiceDecision.BranchesFailed(turn, task);
        }
        else if (fault is not null)
        {
            TaskRules.Fail(turn, task, fault);
        }
        else
        {
            TaskRules.End(turn, task, FlowTaskStatus.Succeed);
        }
    }
}
