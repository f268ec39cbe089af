using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>
/// Takes up what a store holds: what is owed something now, and of the times to come the first ones. The others are read from the store when
/// the first of them comes, and what only waits for news from outside not before there is some: neither costs memory, or time at the start.
/// </summary>
internal sealed class Recovery : IThreadPoolWorkItem, IDisposable
{
    private const string Next = "next";
    private readonly EngineServices _engine;
    private readonly IWriterHost _host;
    private readonly Action<ExecutionHeader> _takeUp;
    private readonly ExecutionClock _clock;
    private DateTimeOffset? _after;
    private int _failures;

    public Recovery(EngineServices engine, IWriterHost host, Action<ExecutionHeader> takeUp)
    {
        _engine = engine;
        _host = host;
        _takeUp = takeUp;
        _clock = new(engine.Time, _ =>
        {
            _host.TurnsBegin();
            _engine.Work.Queue(this);
        });
    }

    /// <summary>Takes up what is owed and the first times. Throws what the store throws.</summary>
    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _after = null;
        return ReadAsync(cancellationToken);
    }

    /// <summary>Reads on: the time of the first that was not read has come.</summary>
    public void Execute() => _ = ReadOnAsync();

    public void Dispose() => _clock.Dispose();

    private async Task ReadOnAsync()
    {
        try
        {
            if (!_host.IsStopping)
            {
                await ReadAsync(CancellationToken.None).ConfigureAwait(false);
                _failures = 0;
            }
        }
#pragma warning disable CA1031 // Whatever a store throws: times that are not read would never come.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var code = (exception as FlowException)?.Code ?? FlowErrorCodes.StoreUnreachable;
            _engine.Notice(new(code, $"The executions whose time comes could not be read: {exception.Message} It is tried again.", null, null, exception));
            _clock.Set(Next, (_engine.Time.GetUtcNow() + StoreRetry.Wait(_failures++)).UtcTicks);
        }
        finally
        {
            _host.TurnsEnd();
        }
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var times = 0;
        await foreach (var header in _engine.Store.ListDueAsync(_after, cancellationToken).ConfigureAwait(false))
        {
            if (header.NeedsOwner)
            {
                _takeUp(header);
                continue;
            }

            // Those of one instant are taken together, so that the next list begins behind it.
            if (++times > _engine.Options.TimersAtOnce && header.NextDue > _after)
            {
                _clock.Set(Next, header.NextDue.Value.UtcTicks);
                return;
            }

            _takeUp(header);
            _after = header.NextDue;
        }
    }
}
