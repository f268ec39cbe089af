using FlowKit.Errors;

namespace FlowKit.Running.Sharing;

/// <summary>
/// What this engine asks of others. An ask is sent until it is answered, or until the engine that was asked is gone. Ends come from the
/// engine's own work, one after the other.
/// </summary>
internal sealed class AskDesk(EngineServices engine, Membership membership, ISharingHost host)
{
    /// <summary>An ask that waits long is sent again after 1, 2, 4 ... looks, at most after so many.</summary>
    private const long MostLooks = 32;

    private readonly Dictionary<AskKey, OpenAsk> _open = [];
    private readonly Lock _lock = new();
    private bool _closed;

    /// <summary>Sends an ask to a session and returns what became of it.</summary>
    public async ValueTask<AskEnd> AskAsync(Tenure tenure, EngineMessage.Ask message)
    {
        var ask = new OpenAsk(message.Key, message.Target, MessageWriter.Write(message), membership.Looks);
        lock (_lock)
        {
            if (_closed)
            {
                throw Refusals.Stopping();
            }

            _open[ask.Key] = ask;
        }

        try
        {
            if (!await tenure.Session.TrySendAsync(ask.Target, ask.Message, CancellationToken.None).ConfigureAwait(false))
            {
                return Withdraw(ask);
            }

            return await ask.Done.Task.ConfigureAwait(false);
        }
        catch (FlowException lost) when (lost.Code == FlowErrorCodes.LeaseLost)
        {
            // This engine's own session is over: the next one asks.
            var end = Withdraw(ask);
            await membership.LookAsync().ConfigureAwait(false);
            return end;
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(ask.Key);
            }
        }
    }

    public void Answered(EngineMessage.Answer answer) => End(answer.Key, answer.Sender, new(AskEndKind.Answered, answer.Reply));

    public void NotTaken(EngineMessage.NotTaken message)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(message.Key, out var ask) || ask.Target != message.Sender)
            {
                return;
            }

            if (message.Leaves && !host.IsStopping)
            {
                ask.IsTurnedAway = true;
                return;
            }

            End(ask, Withdraw(ask, isSure: message.Leaves));
        }
    }

    /// <summary>Ends what was sent to engines that are gone; sends again what was perhaps lost on the way.</summary>
    public void Looked(Tenure tenure, long look, IReadOnlyList<long> others)
    {
        var living = others.ToHashSet();
        List<OpenAsk> gone;
        List<OpenAsk> again;
        lock (_lock)
        {
            gone = [.. _open.Values.Where(ask => ask.Look < look && !living.Contains(ask.Target))];
            again = [.. _open.Values.Where(ask => living.Contains(ask.Target) && !ask.IsTurnedAway && ask.SendAgain <= look)];
            foreach (var ask in again)
            {
                ask.IsSentAgain = true;
                ask.SendAgain = look + Math.Min(MostLooks, (look - ask.Look) * 2);
            }
        }

        foreach (var ask in gone)
        {
            End(ask, WithoutAnswer(ask));
        }

        foreach (var ask in again)
        {
            _ = SendAgainAsync(tenure, ask);
        }
    }

    /// <summary>The session that answers would come to is over: who was asked may have taken it or not.</summary>
    public void Lost()
    {
        foreach (var ask in All(close: false))
        {
            End(ask, WithoutAnswer(ask));
        }
    }

    /// <summary>This engine stops: it does not wait for others that do.</summary>
    public void BeginStop()
    {
        foreach (var ask in All(close: false).Where(ask => ask.IsTurnedAway))
        {
            End(ask, new(AskEndKind.NotTaken));
        }
    }

    /// <summary>The engine stops: no answer will come.</summary>
    public void Close()
    {
        foreach (var ask in All(close: true))
        {
            ask.Done.TrySetResult(WithoutAnswer(ask));
        }
    }

    /// <summary>
    /// It was not taken, and is not sent again from now on. Where there are several copies that is said of one only: who was asked may have come
    /// to own the execution before he reads the next.
    /// </summary>
    private AskEnd Withdraw(OpenAsk ask, bool isSure = false)
    {
        lock (_lock)
        {
            _open.Remove(ask.Key);
            return new(ask.IsSentAgain && !isSure ? AskEndKind.Unknown : AskEndKind.NotTaken);
        }
    }

    private static AskEnd WithoutAnswer(OpenAsk ask) => new(ask.IsTurnedAway ? AskEndKind.NotTaken : AskEndKind.Unknown);

    private List<OpenAsk> All(bool close)
    {
        lock (_lock)
        {
            _closed |= close;
            return [.. _open.Values];
        }
    }

    private static async Task SendAgainAsync(Tenure tenure, OpenAsk ask)
    {
        try
        {
            await tenure.Session.TrySendAsync(ask.Target, ask.Message, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The next look sends it again.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private void End(AskKey key, long sender, AskEnd end)
    {
        OpenAsk? ask;
        lock (_lock)
        {
            _open.TryGetValue(key, out ask);
        }

        if (ask is not null && ask.Target == sender)
        {
            End(ask, end);
        }
    }

    // From work of its own: whoever sent it goes on at once.
    private void End(OpenAsk ask, AskEnd end) => engine.Work.Queue(new Ending(ask, end));

    private sealed class Ending(OpenAsk ask, AskEnd end) : IThreadPoolWorkItem
    {
        public void Execute() => ask.Done.TrySetResult(end);
    }
}
