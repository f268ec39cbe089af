using System.Diagnostics.CodeAnalysis;
using FlowKit.Executions;
using FlowKit.Expressions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// The working set of one turn: the plan, the state, the present time, and what has come of the turn so far. The rules change the
/// state through it, so that every change is on the list a delta is written from.
/// </summary>
internal sealed class Turn
{
    private ExpressionServices? _services;
    private CallbackNode? _callback;

    public Turn(FlowPlan plan, ExecutionState state, DecidingOptions options, TurnLists lists)
    {
        Plan = plan;
        State = state;
        Options = options;
        Lists = lists;
        WantsNews = options.HasSinks;
        Document = new TaskDocument(this);
    }

    public FlowPlan Plan { get; }

    public ExecutionState State { get; }

    public DecidingOptions Options { get; }

    /// <summary>What mappings read and write; one at a time.</summary>
    public TaskDocument Document { get; }

    public ExpressionServices Services => _services ??= Options.NewServices();

    /// <summary>Who is told of the end: whom the caller named at the start, else whom the flow names; null for nobody.</summary>
    public CallbackNode? Callback => _callback ??=
        !State.GivenCallback.IsMissing && GivenCallback.TryRead(State.GivenCallback, out var given) ? given : Plan.Callback;

    /// <summary>UTC ticks.</summary>
    public long Now { get; set; }

    /// <summary>Somebody will be told the news of this turn.</summary>
    public bool WantsNews { get; set; }

    /// <summary>Lent while the execution runs.</summary>
    public TurnLists Lists { get; set; }

    public List<StateChange> Changes => Lists.Changes;

    public List<Effect> Effects => Lists.Effects;

    public List<Announcement> News => Lists.News;

    /// <summary>The tasks whose turn to begin has come, first come first served. Empty at the end of every turn.</summary>
    public Queue<TaskState> Line => Lists.Line;

    /// <summary>The turn took back so much that its save is a snapshot.</summary>
    public bool NeedsSnapshot { get; set; }

    /// <summary>How many more branches this turn may begin.</summary>
    public int BranchBudget { get; set; }

    public bool HasChanges => Changes.Count > 0 || ExecutionTouched || NeedsSnapshot || TouchedOrders.Count > 0 || Lists.Operations.Count > 0;

    /// <summary>The numbers of what sub-flows are to be told since this turn, and of what they have taken.</summary>
    public List<int> TouchedOrders => Lists.TouchedOrders;

    /// <summary>The execution's own record changed.</summary>
    public bool ExecutionTouched { get; private set; }

    public TaskNode NodeOf(TaskState task) => Plan.Groups[task.Scope.Group].Tasks[task.Index];

    /// <summary>What the optimiser found out about the task.</summary>
    public TaskTraits TraitsOf(TaskState task) => Plan.Traits[task.Scope.Group][task.Index];

    /// <summary>The execution's own record changed.</summary>
    public void Touch() => ExecutionTouched = true;

    /// <summary>What a sub-flow is to be told was given, or taken.</summary>
    public void TouchOrder(int number) => TouchedOrders.Add(number);

    /// <summary>An attempt is past.</summary>
    public void Keep(PastAttempt attempt)
    {
        (State.Log ??= new()).Add(attempt);
        Lists.Attempts.Add(attempt);
    }

    /// <summary>An operation was carried out.</summary>
    public void Keep(PastOperation operation)
    {
        (State.Log ??= new()).Add(operation);
        Lists.Operations.Add(operation);
    }

    /// <summary>These parts of the task changed.</summary>
    public void Touch(TaskState task, TaskParts parts)
    {
        if (task.Touched == TaskParts.None)
        {
            Changes.Add(new(null, task, null, default));
        }

        task.Touched |= parts;
    }

    /// <summary>A scope began.</summary>
    public void Add(ScopeState scope)
    {
        State.Scopes.Add(scope);
        Changes.Add(new(scope, null, null, default));
    }

    /// <summary>Writes into the context of a scope. The value must be safe to keep.</summary>
    public bool TryWrite(ScopeState scope, PathSegment[] location, FlowValue value, [NotNullWhen(false)] out string? misfit)
    {
        if (!scope.Context.TryWrite(location, value, out misfit))
        {
            return false;
        }

        Changes.Add(new(scope, null, location, value));
        return true;
    }

    public void Enqueue(TaskState task)
    {
        task.Queued = true;
        task.Scope.Open++;
        Line.Enqueue(task);
        if (State.Status == ExecutionStatus.KeySucceed && task.Scope.Parent is null)
        {
            // Something runs again, so that the key part is no longer all there is.
            State.Status = ExecutionStatus.Running;
            Touch();
        }
    }

    public void Announce(FlowNews news, TaskState? task, FlowFailure? failure)
    {
        if (WantsNews)
        {
            News.Add(new(news, task, failure));
        }
    }

    /// <summary>What was changed is on record; effects and news are still owed.</summary>
    public void MarkSaved()
    {
        foreach (var change in Changes)
        {
            if (change.Task is { } task)
            {
                task.Touched = TaskParts.None;
            }
        }

        Changes.Clear();
        TouchedOrders.Clear();
        Lists.Attempts.Clear();
        Lists.Operations.Clear();
        ExecutionTouched = false;
        NeedsSnapshot = false;
    }
}
