using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>Takes what other engines send: asks for executions that this engine owns, and answers to its own asks.</summary>
internal sealed class Reception(
    EngineServices engine, Membership membership, AskDesk desk, AskMemory memory, Watchers watchers, ISharingHost host)
{
    /// <summary>Takes a message, from any thread; it is read by the engine's own work.</summary>
    public void Take(ReadOnlyMemory<byte> message) => engine.Work.Queue(new Delivery(this, message));

    /// <summary>Tells those who wait for it elsewhere that an execution has ended.</summary>
    public void Ended(string executionId)
    {
        foreach (var ask in watchers.Take(executionId))
        {
            _ = SendAsync(ask.Sender, session => new EngineMessage.Answer(session, ask.Key, Reply.Done));
        }
    }

    private void Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            switch (MessageReader.Read(bytes.Span))
            {
                case EngineMessage.Ask ask:
                    _ = TakeAsync(ask);
                    break;
                case EngineMessage.Answer answer:
                    desk.Answered(answer);
                    break;
                case EngineMessage.NotTaken notTaken:
                    desk.NotTaken(notTaken);
                    break;
            }
        }
        catch (FlowException unreadable)
        {
            _ = RefuseAsync(bytes, unreadable);
        }
    }

    private async Task RefuseAsync(ReadOnlyMemory<byte> bytes, FlowException why)
    {
        engine.Notice(new(why.Code, $"A message of another engine cannot be read: {why.Message}", null, null, why));
        try
        {
            if (MessageReader.Refuse(bytes.Span, 0, why) is { } refusal)
            {
                await SendAsync(MessageReader.Sender(bytes.Span), session => refusal with { Sender = session }).ConfigureAwait(false);
            }
        }
        catch (FlowException)
        {
            // Not even its head can be read: it is no message.
        }
    }

    private async Task TakeAsync(EngineMessage.Ask ask)
    {
        if (membership.Current is not { } tenure || tenure.Session.Number != ask.Target)
        {
            // Whoever asked learns that the session is gone, and what was asked may be on record by another way.
            return;
        }

        // Known first: one that was taken before the stop began must not be told that it was not.
        if (!memory.TryBegin(ask.Key, out var known))
        {
            if (known is not null)
            {
                await SendAsync(ask.Sender, session => known with { Sender = session }).ConfigureAwait(false);
            }

            return;
        }

        if (host.IsStopping)
        {
            memory.Forget(ask.Key);
            await SendAsync(ask.Sender, session => new EngineMessage.NotTaken(session, ask.Key, Leaves: true)).ConfigureAwait(false);
            return;
        }

        // A stop waits for it, so that nobody is left without an answer.
        host.TurnsBegin();
        try
        {
            await AnswerAsync(tenure, ask).ConfigureAwait(false);
        }
        finally
        {
            host.TurnsEnd();
        }
    }

    private async ValueTask AnswerAsync(Tenure tenure, EngineMessage.Ask ask)
    {
        if (await TryReplyAsync(tenure, ask).ConfigureAwait(false) is not { } reply)
        {
            memory.Forget(ask.Key);
            await SendAsync(ask.Sender, session => new EngineMessage.NotTaken(session, ask.Key, Leaves: host.IsStopping)).ConfigureAwait(false);
            return;
        }

        if (reply is { Told: true })
        {
            var answer = new EngineMessage.Answer(0, ask.Key, reply.Reply);
            memory.Keep(answer);
            await SendAsync(ask.Sender, session => answer with { Sender = session }).ConfigureAwait(false);
        }
        else
        {
            // Who waits for an end asks again until it is told.
            memory.Forget(ask.Key);
        }
    }

    /// <summary>The reply of the writer; null when nobody took it: the execution is not, or no longer, this engine's, or the engine stops.</summary>
    private async ValueTask<(Reply Reply, bool Told)?> TryReplyAsync(Tenure tenure, EngineMessage.Ask ask)
    {
        try
        {
            return ask.Arrival is null
                ? await WatchAsync(tenure, ask).ConfigureAwait(false)
                : await TryArriveAsync(tenure, ask.ExecutionId, ask.Arrival).ConfigureAwait(false) is { } reply ? (reply, true) : null;
        }
        catch (FlowException lost) when (lost.Code is FlowErrorCodes.LeaseLost or FlowErrorCodes.EngineStopping)
        {
            return null;
        }
        catch (FlowException fault)
        {
            return (new(default, fault), true);
        }
#pragma warning disable CA1031 // Whatever a store throws: who asked is told, as a caller of this engine is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (Reply.Refused(
                FlowErrorCodes.SaveFailed, $"The execution '{ask.ExecutionId}' could not be loaded or saved: {exception.Message}"), true);
        }
    }

    private async ValueTask<Reply?> TryArriveAsync(Tenure tenure, string executionId, Arrival arrival)
    {
        var waiting = new TaskCompletionSource<Reply>();
        var letter = new Letter(arrival, waiting);
        if (!host.TryPostHot(executionId, letter, tenure))
        {
            var owner = await tenure.Session.FindOwnerAsync(executionId, CancellationToken.None).ConfigureAwait(false);
            if (owner != tenure.Session.Number)
            {
                return null;
            }

            host.PostHere(tenure, executionId, letter);
        }

        return await waiting.Task.ConfigureAwait(false);
    }

    private async ValueTask<(Reply Reply, bool Told)?> WatchAsync(Tenure tenure, EngineMessage.Ask ask)
    {
        // Known to be awaited first, looked up second: an end in between is told.
        watchers.Add(ask);
        if (await TryArriveAsync(tenure, ask.ExecutionId, Arrival.Tick.Instance).ConfigureAwait(false) is null)
        {
            watchers.Take(ask.ExecutionId);
            return null;
        }

        var stored = await engine.Store.LoadAsync(ask.ExecutionId, CancellationToken.None).ConfigureAwait(false);
        if (stored?.Header.Status.IsEnded() == true && watchers.IsWatched(ask.ExecutionId))
        {
            Ended(ask.ExecutionId);
        }

        return (Reply.Done, false);
    }

    // An answer that does not arrive is asked for again.
    private async Task SendAsync(long session, Func<long, EngineMessage> message)
    {
        try
        {
            var tenure = await membership.JoinedAsync().ConfigureAwait(false);
            await tenure.Session.TrySendAsync(session, MessageWriter.Write(message(tenure.Session.Number)), CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a store throws: it stays unanswered for now.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private sealed class Delivery(Reception reception, ReadOnlyMemory<byte> message) : IThreadPoolWorkItem
    {
        public void Execute() => reception.Read(message);
    }
}
