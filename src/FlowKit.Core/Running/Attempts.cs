using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Running;

/// <summary>
/// The attempts of one execution that are out. A dispatcher that completes at once is answered within the same run of turns, without a
/// thread hop; one that blocks has its fellows sent out from other threads.
/// </summary>
internal sealed partial class Attempts(EngineServices engine, IWriterHost host, ExecutionWriter writer)
{
    /// <summary>A dispatcher that keeps the thread longer than this is not waited for by the attempts behind it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly OpenAttempts _out = new();
    private DispatchedExecution? _execution;

    private static DispatchOutcome NoOutcome => DispatchOutcome.Failed("The dispatcher returned no outcome.");

    /// <summary>How many are out.</summary>
    public int Count => _out.Count + (IsTellingEnd ? 1 : 0);

    /// <summary>The call that tells of the end is out.</summary>
    public bool IsTellingEnd { get; private set; }

    public bool IsOut(TaskState task) =>
        _out.Find(task) is { } run && run.Request.Attempt == task.Attempt && run.Request.Epoch == task.Epoch;

    /// <summary>
    /// What the saved turn does not wait for any more is told so, and what has not left yet stays. Nobody outside knows of the turn before
    /// that: who was told that a callback counts must not see its attempt go out.
    /// </summary>
    public void CallOff(Turn turn)
    {
        foreach (var effect in turn.Effects)
        {
            if (effect.Kind == EffectKind.CancelAttempt)
            {
                Cancel(effect);
            }
        }
    }

    /// <summary>Does what the saved turn owes to the world outside.</summary>
    public void Act(Turn turn, Workbench bench)
    {
        var blocked = false;
        foreach (var effect in turn.Effects)
        {
            switch (effect.Kind)
            {
                case EffectKind.Dispatch:
                    blocked = Dispatch(turn, effect, bench, blocked);
                    break;
                case EffectKind.CancelAttempt:
                    // Called off when it was saved.
                    break;
                case EffectKind.TellChild:
                    TellChild(turn, effect.Attempt);
                    break;
                case EffectKind.TellEnd:
                    _ = TellEndAsync(turn, turn.State.EndCallback!.Attempt);
                    break;
                default:
                    bench.Arrived.Add(new(new Arrival.LoopTurn(effect.Task!), null));
                    break;
            }
        }
    }

    /// <summary>The outcome is being decided: its attempt is no longer out.</summary>
    public TaskState CameBack(Arrival.Outcome outcome)
    {
        if (_out.Find(outcome.Task) is { } run && run.Request.Attempt == outcome.Attempt && run.Request.Epoch == outcome.Epoch)
        {
            _out.Remove(run);
        }

        return outcome.Task;
    }

    /// <summary>What was out is no longer waited for, though its tasks have not ended: the next owner sends it out again.</summary>
    public bool AreCalledOff { get; private set; }

    /// <summary>The engine stops: what the saved turn owes is done by the next owner.</summary>
    public void LeaveOwed(Turn turn) => AreCalledOff |= turn.Effects.Exists(static effect => effect.Kind != EffectKind.CancelAttempt);

    public void CancelAll(CancelReason reason)
    {
        AreCalledOff |= _out.Count > 0;
        foreach (var run in _out.All)
        {
            run.Cancel(reason);
        }

        _out.Clear();
    }

    private void Cancel(Effect effect)
    {
        if (_out.Find(effect.Task!) is { } run && run.Request.Attempt == effect.Attempt && run.Request.Epoch == effect.Epoch)
        {
            _out.Remove(run);
            run.Cancel(effect.Reason);
        }
    }

    // Nobody waits for the reply: a child that has ended refuses, which is right too.
    private void TellChild(Turn turn, int number)
    {
        if (turn.State.ChildOrders is not { } orders || !orders.Open.TryGetValue(number, out var order))
        {
            return;
        }

        Arrival arrival = order.Kind switch
        {
            ChildOrderKind.Cancel => new Arrival.Cancel { Note = $"The task that waited for it is no longer interested: {order.Reason}." },
            ChildOrderKind.Pause => new Arrival.Operation(FlowOperation.Pause),
            _ => new Arrival.Operation(FlowOperation.Resume),
        };
        host.Post(order.Child, new(arrival, null, new Receipt(turn.State.Id, new Arrival.OrderTaken(number))));
    }

    /// <summary>Sends an attempt out; true when the thread should not be trusted with the next one.</summary>
    private bool Dispatch(Turn turn, Effect effect, Workbench bench, bool blocked)
    {
        // One that is out went out with a group that could not be saved: what comes of it is still good.
        var task = effect.Task!;
        if (!IsWanted(effect) || IsOut(task))
        {
            return blocked;
        }

        var node = (FunctionNode)turn.NodeOf(task);
        var request = RequestFor(turn, task, node);
        if (node.Cache is not null && ResultMemory.KeyOf(turn, node, task.Input) is { } key)
        {
            AskMemory(node, GoOut(task, request, new CancellationTokenSource()), key);
            return blocked;
        }

        var source = bench.TakeSource();
        if (blocked)
        {
            engine.Work.Queue(new Departure(this, GoOut(task, request, source)));
            return true;
        }

        var begun = engine.Time.GetTimestamp();
        var pending = Send(request, source.Token);
        if (pending.IsCompletedSuccessfully)
        {
            var outcome = pending.Result;
            bench.Arrived.Add(OutcomeOf(task, request, outcome));
            bench.GiveBack(source, outcome);
        }
        else
        {
            GoOut(task, request, source).Await(pending);
        }

        return engine.Time.GetElapsedTime(begun) > Patience;
    }

    /// <summary>Not if it was taken back in the turn that decided it: a callback, the time limit or an operator was faster.</summary>
    private static bool IsWanted(Effect effect) =>
        effect.Task is { Status: FlowTaskStatus.Running or FlowTaskStatus.KeySucceed } task &&
        task.Attempt == effect.Attempt && task.Epoch == effect.Epoch;

    private void AskMemory(FunctionNode node, AttemptRun run, ResultKey key) =>
        run.Await(engine.Results.AskAsync(key, node, () => Leave(run), run.Token));

    private AttemptRun GoOut(TaskState task, DispatchRequest request, CancellationTokenSource source)
    {
        var run = new AttemptRun(this, task, request, source);
        _out.Set(run);
        return run;
    }

    /// <summary>It goes out a while after its turn, if it is still wanted.</summary>
    private ValueTask<DispatchOutcome> Leave(AttemptRun run) => run.IsCancelled ? default : Send(run.Request, run.Token);

    private ValueTask<DispatchOutcome> Send(DispatchRequest request, CancellationToken cancellationToken)
    {
        if (engine.DispatcherTable.Find(request.Protocol) is not { } dispatcher)
        {
            return new(DispatchOutcome.Failed(
                $"No dispatcher is registered for the protocol '{request.Protocol}'.", FlowErrorCodes.UnknownProtocol, retryable: false));
        }

        if (request.Secrets is not null)
        {
            if (engine.WithSecrets is not { } withSecrets)
            {
                return new(DispatchOutcome.Failed(
                    $"The task '{request.Task}' refers to a secret, and this host has none. Name a provider with UseSecrets.",
                    FlowErrorCodes.SecretUnavailable,
                    retryable: false));
            }

            dispatcher = withSecrets(dispatcher);
        }

        try
        {
            return engine.Watch.SendAsync(dispatcher, request, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever a dispatcher throws is the failure of the attempt.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(Thrown(exception));
        }
    }

    // Always from another thread: the outcome is a letter like any other.
    private async Task TellEndAsync(Turn turn, int attempt)
    {
        IsTellingEnd = true;
        DispatchOutcome outcome;
        try
        {
            outcome = await Send(EndCallbackRequest.Of(turn), CancellationToken.None).ConfigureAwait(false) ?? NoOutcome;
        }
#pragma warning disable CA1031 // Whatever a dispatcher throws is the failure of the attempt.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = Thrown(exception);
        }

        writer.TryPost(new(new Arrival.EndTold(attempt, outcome), null));
    }

    /// <summary>The end has been told, well or not.</summary>
    public void EndTold() => IsTellingEnd = false;

    /// <summary>An attempt that was out has its answer: an outcome, or what the dispatcher threw.</summary>
    public void ComeBack(AttemptRun run, DispatchOutcome? outcome, Exception? thrown)
    {
        if (!run.IsCancelled)
        {
            writer.TryPost(OutcomeOf(run.Task, run.Request, thrown is null ? outcome : Thrown(thrown)));
        }

        run.Dispose();
    }

    private static Letter OutcomeOf(TaskState task, DispatchRequest request, DispatchOutcome? outcome) =>
        new(new Arrival.Outcome(task, request.Epoch, request.Attempt, outcome ?? NoOutcome), null);

    private static DispatchOutcome Thrown(Exception exception) => exception is FlowException flow
        ? DispatchOutcome.Failed(flow.Message, flow.Code)
        : new DispatchOutcome.Broken(new(FlowErrorCodes.DispatchFailed, $"{exception.GetType().Name}: {exception.Message}"), null)
        {
            IsGivenUp = exception is OperationCanceledException,
        };

    private DispatchRequest RequestFor(Turn turn, TaskState task, FunctionNode node) => new(
        _execution ??= Dispatched(turn), node.Dispatched, InstanceName.Of(turn.Plan, task), node.Resource.Fill(task.Input, out _)!, task.NextDue)
    {
        Attempt = task.Attempt,
        Epoch = task.Epoch,
        Input = task.Input,
        SentAt = turn.Now,
    };

    private DispatchedExecution Dispatched(Turn turn) => new(turn.State.Id, turn.Plan.Name)
    {
        IsFlowForeign = turn.Plan.IsForeign,
        RootId = turn.State.RootId,
        Depth = turn.State.Parent?.Depth ?? 0,
        DepthBound = engine.Options.RunLimits.SubFlowDepth,
        ServerUrl = engine.Deciding.CallbackUrls.Server,
        CallbackAddress = engine.Deciding.CallbackUrls,
        Trace = turn.State.Trace,
    };

    /// <summary>An attempt that leaves from a thread of its own.</summary>
    private sealed class Departure(Attempts attempts, AttemptRun run) : IThreadPoolWorkItem
    {
        public void Execute() => run.Await(attempts.Leave(run));
    }
}
