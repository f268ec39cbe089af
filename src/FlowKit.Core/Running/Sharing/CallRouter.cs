using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Running.Sharing;

/// <summary>
/// Brings what arrives for an execution to the engine that owns it, and its reply back. An ask that an owner may have taken with it when it
/// went is repeated where that is safe, and else the caller is told.
/// </summary>
/// <param name="engine">What the engine is made of.</param>
/// <param name="membership">The present session.</param>
/// <param name="desk">Where other engines are asked.</param>
/// <param name="host">The engine.</param>
/// <param name="knownFor">So long an engine that lives surely knows what it was asked.</param>
internal sealed class CallRouter(EngineServices engine, Membership membership, AskDesk desk, ISharingHost host, TimeSpan knownFor)
{
    private readonly ConcurrentQueue<string> _doubts = new();
    private long _engineNumber;
    private long _asks;

    /// <summary>The reply of the execution's writer, wherever that is.</summary>
    /// <exception cref="FlowException">The reply was lost with the engine that owned the execution.</exception>
    public async ValueTask<Reply> AskAsync(string executionId, Arrival arrival)
    {
        var route = new Route(executionId, arrival);
        try
        {
            return await AskAsync(route).ConfigureAwait(false);
        }
        catch (FlowException fault) when (route.IsInDoubt && fault.Code is FlowErrorCodes.EngineStopping or FlowErrorCodes.StoreUnreachable)
        {
            // Said of the last way only: it may have been taken on another one.
            throw route.Lost();
        }
    }

    private async ValueTask<Reply> AskAsync(Route route)
    {
        while (true)
        {
            if (route.DoubtfulAt is null && await TryAskHotAsync(route).ConfigureAwait(false) is { } hot)
            {
                return hot;
            }

            var tenure = await membership.JoinedAsync().ConfigureAwait(false);
            if (await TryFindOwnerAsync(tenure, route.ExecutionId).ConfigureAwait(false) is not { } owner)
            {
                continue;
            }

            if (owner == 0)
            {
                return Reply.Refused(FlowErrorCodes.UnknownExecution, $"No execution '{route.ExecutionId}' is known.");
            }

            var reply = owner == tenure.Session.Number
                ? await TryAskHereAsync(tenure, route).ConfigureAwait(false)
                : await TryAskThereAsync(tenure, owner, route).ConfigureAwait(false);
            if (reply is { } answer)
            {
                return answer;
            }
        }
    }

    /// <summary>Ends when the execution has ended at the engine that owns it; at once, with the tenure, when that is this engine.</summary>
    public async ValueTask<Tenure?> WatchAsync(string executionId)
    {
        while (true)
        {
            var tenure = await membership.JoinedAsync().ConfigureAwait(false);
            if (await TryFindOwnerAsync(tenure, executionId).ConfigureAwait(false) is not { } owner)
            {
                continue;
            }

            if (owner == tenure.Session.Number)
            {
                host.PostHere(tenure, executionId, new(Arrival.Tick.Instance, null));
            }

            if (owner == 0 || owner == tenure.Session.Number)
            {
                return tenure;
            }

            var end = await desk.AskAsync(tenure, new(tenure.Session.Number, NextKey(tenure), owner, executionId, null)).ConfigureAwait(false);
            if (end.Kind == AskEndKind.Answered)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Brings a letter that nobody waits for to its execution. Ends when it is on record there, or in the mailbox of a writer of this engine,
    /// which sees to the rest.
    /// </summary>
    public async ValueTask DeliverAsync(string executionId, Letter letter)
    {
        var route = new Route(executionId, letter.Arrival);
        while (!host.TryPostHot(executionId, letter))
        {
            var tenure = await membership.JoinedAsync().ConfigureAwait(false);
            var owner = await TryFindOwnerAsync(tenure, executionId).ConfigureAwait(false);
            if (owner == tenure.Session.Number)
            {
                host.PostHere(tenure, executionId, letter);
                return;
            }

            if (owner == 0)
            {
                // Nobody knows it. Another engine may create it the next moment: then it is that one's, and a writer of this one must not act.
                Acknowledge(letter);
                return;
            }

            if (owner is { } other && await TryAskThereAsync(tenure, other, route).ConfigureAwait(false) is { } reply)
            {
                Check(reply);
                Acknowledge(letter);
                return;
            }
        }
    }

    /// <summary>Asks again whose executions are that may have been taken by a question whose answer was lost.</summary>
    public async Task RecheckAsync(Tenure tenure)
    {
        while (!tenure.IsOver && _doubts.TryDequeue(out var executionId))
        {
            if (await TryFindOwnerAsync(tenure, executionId).ConfigureAwait(false) == tenure.Session.Number)
            {
                host.PostHere(tenure, executionId, new(Arrival.Tick.Instance, null));
            }
        }
    }

    private void Acknowledge(Letter letter)
    {
        if (letter.Receipt is { } receipt)
        {
            host.Post(receipt.ExecutionId, new(receipt.Arrival, null));
        }
    }

    // One who could not save tells so, and is asked again; any other refusal is an answer.
    private static void Check(Reply reply)
    {
        if (reply.Refusal is { } fault && StoreRetry.Passes(fault.Code))
        {
            throw fault;
        }
    }

    private async ValueTask<Reply?> TryAskHotAsync(Route route)
    {
        var waiting = new TaskCompletionSource<Reply>();
        return host.TryPostHot(route.ExecutionId, new(route.Arrival, waiting)) ? await TryAwaitAsync(route, waiting).ConfigureAwait(false) : null;
    }

    private ValueTask<Reply?> TryAskHereAsync(Tenure tenure, Route route)
    {
        route.GoesTo(tenure.Session.Number);
        var waiting = new TaskCompletionSource<Reply>();
        host.PostHere(tenure, route.ExecutionId, new(route.Arrival, waiting));
        return TryAwaitAsync(route, waiting);
    }

    /// <summary>The reply of a writer of this engine; null when the execution is no longer this engine's.</summary>
    private async ValueTask<Reply?> TryAwaitAsync(Route route, TaskCompletionSource<Reply> waiting)
    {
        Reply reply;
        try
        {
            reply = await waiting.Task.ConfigureAwait(false);
        }
        catch (FlowException lost) when (lost.Code is FlowErrorCodes.LeaseLost or FlowErrorCodes.AnswerLost)
        {
            if (lost.Code == FlowErrorCodes.AnswerLost)
            {
                route.Doubt();
            }

            return null;
        }

        return await JudgeRepeatAsync(route, reply).ConfigureAwait(false);
    }

    private async ValueTask<Reply?> TryAskThereAsync(Tenure tenure, long owner, Route route)
    {
        if (route.DoubtfulAt == owner && engine.Time.GetElapsedTime(route.KeyedAt) > knownFor)
        {
            route.Doubt();
        }

        route.GoesTo(owner);
        if (route.Key is null)
        {
            (route.Key, route.KeyedAt) = (NextKey(tenure), engine.Time.GetTimestamp());
        }

        var end = await desk.AskAsync(tenure, new(tenure.Session.Number, route.Key.Value, owner, route.ExecutionId, route.Arrival)).ConfigureAwait(false);
        switch (end.Kind)
        {
            case AskEndKind.Answered when end.Reply.Refusal?.Code == FlowErrorCodes.AnswerLost:
                route.Doubt();
                break;
            case AskEndKind.Answered:
                return await JudgeRepeatAsync(route, end.Reply).ConfigureAwait(false);
            case AskEndKind.Unknown:
                route.DoubtfulAt = owner;
                break;
        }

        return host.IsStopping ? throw Refusals.Stopping() : null;
    }

    /// <summary>Whose the execution is; null when this engine's session is over, and the question is to be asked again in the next.</summary>
    private async ValueTask<long?> TryFindOwnerAsync(Tenure tenure, string executionId)
    {
        try
        {
            return await tenure.Session.FindOwnerAsync(executionId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FlowException lost) when (lost.Code == FlowErrorCodes.LeaseLost)
        {
            await membership.LookAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            // It may have been taken, and nobody would know.
            _doubts.Enqueue(executionId);
            throw;
        }
    }

    /// <summary>
    /// A refusal of what was asked before may only say that it was taken then: an execution that is to be cancelled and is, say, or a callback
    /// for an attempt that it has ended itself.
    /// </summary>
    private async ValueTask<Reply> JudgeRepeatAsync(Route route, Reply reply)
    {
        if (!route.IsRepeated || reply.Refusal is not { } refusal)
        {
            return reply;
        }

        if (refusal.Code is FlowErrorCodes.CallbackOfOtherAttempt or FlowErrorCodes.TaskNotOpen or FlowErrorCodes.CallbackConflict)
        {
            throw route.Lost();
        }

        if (refusal.Code != FlowErrorCodes.WrongStatus)
        {
            return reply;
        }

        var stored = await engine.Store.LoadAsync(route.ExecutionId, CancellationToken.None).ConfigureAwait(false);
        var isAsAsked = (route.Arrival, stored?.Header.Status) switch
        {
            (Arrival.Cancel, ExecutionStatus.Canceled) => true,
            (Arrival.Operation { Kind: FlowOperation.Pause }, ExecutionStatus.Paused) => true,
            (Arrival.Operation { Kind: FlowOperation.Resume }, ExecutionStatus.Running or ExecutionStatus.KeySucceed) => true,
            _ => false,
        };
        if (isAsAsked)
        {
            return Reply.Done;
        }

        // It may have been held back, let go on or woken, as was asked, and have gone on since.
        return route.Arrival is Arrival.Operation or Arrival.Wake or Arrival.Degrade or Arrival.Complete ? throw route.Lost() : reply;
    }

    private AskKey NextKey(Tenure tenure)
    {
        // The first session's number: no other engine has it.
        Interlocked.CompareExchange(ref _engineNumber, tenure.Session.Number, 0);
        return new(Interlocked.Read(ref _engineNumber), Interlocked.Increment(ref _asks));
    }
}
