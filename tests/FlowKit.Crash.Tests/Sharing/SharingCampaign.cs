using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Promises;
using FlowKit.Crash.Tests.Stores;
using FlowKit.Errors;
using FlowKit.PostgreSql.Tests;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>
/// Engines on one database, each in a process of its own, and the world around them: it hears what they say, answers it, and tells any of
/// them what clients want.
/// </summary>
internal sealed class SharingCampaign : IAsyncDisposable
{
    private const int Engines = 3;
    private const int MostOpen = 120;

    private readonly Random _random;
    private readonly Fleet _fleet;
    private readonly PostgreSqlCrashStore _store;
    private readonly StoreAudit _audit;
    private readonly HashSet<Life> _frozen = [];
    private readonly HashSet<Life> _leaving = [];

    public SharingCampaign(Cluster cluster, Random random)
    {
        _random = random;
        _store = new(cluster);
        _audit = new(cluster, _store.Schema);
        _fleet = new(cluster, _store.Schema, Lease);
        Watch = new(Rules);
        Ledger = new(Rules, FlowErrorCodes.LeaseLost, FlowErrorCodes.EngineStopping, FlowErrorCodes.AnswerLost, FlowErrorCodes.StoreUnreachable);
        Clients = new(Ledger, random);
    }

    /// <summary>The lease of every engine, in seconds.</summary>
    public static string Lease => "1";

    public Ledger Ledger { get; }

    public SharingRules Rules { get; } = new();

    public Watch Watch { get; }

    public Clients Clients { get; }

    /// <summary>How many lines were heard.</summary>
    public long Heard { get; private set; }

    /// <summary>The engines that do what they are told.</summary>
    public IReadOnlyList<Life> Ready => [.. _fleet.Lives.Where(life => life.IsUp && !life.IsDoomed && !_frozen.Contains(life) && !_leaving.Contains(life))];

    public bool AreAllReady => Ready.Count == Engines;

    /// <summary>Lays out the database and begins as many engines as there are to be.</summary>
    public async Task BeginAsync()
    {
        await _audit.BeginAsync();
        await _fleet.ListenAsync();
        for (var i = 0; i < Engines; i++)
        {
            _fleet.Begin();
        }

        await HearAsync(() => AreAllReady);
    }

    /// <summary>Has more executions started, at least one.</summary>
    public void Start(int count)
    {
        for (var i = Math.Max(1, Math.Min(count, MostOpen - Ledger.Unfinished)); i > 0; i--)
        {
            Ledger.Add(Runs.Of(Ledger.Runs.Count, _random));
        }
    }

    public async Task KillAsync(Life life, TimeSpan moment)
    {
        await life.KillAsync(moment);
        await ReplaceAsync(life);
    }

    public async Task StopAsync(Life life)
    {
        _leaving.Add(life);
        await life.SignalAsync("TERM");
        await ReplaceAsync(life);
    }

    public async Task FreezeAsync(Life life)
    {
        await life.SignalAsync("STOP");
        _frozen.Add(life);
    }

    public async Task ThawAsync(Life life)
    {
        await life.SignalAsync("CONT");
        _frozen.Remove(life);
    }

    /// <summary>The engine goes on, and the database hears nothing of it, nor it of the database.</summary>
    public void CutOff(Life life)
    {
        _fleet.NetworkOf(life).Cut();
        _frozen.Add(life);
    }

    /// <summary>The engine and the database hear of each other again; what was said meanwhile comes late, or never.</summary>
    public async Task MendAsync(Life life, bool isLost)
    {
        await _fleet.NetworkOf(life).MendAsync(isLost);
        _frozen.Remove(life);
    }

    /// <summary>Listens until something holds, and does what the world outside does.</summary>
    public async Task HearAsync(Func<bool> until)
    {
        while (!until())
        {
            await Clients.SayAsync(Ready, _frozen);
            await TakeAsync(await NextAsync());
        }
    }

    /// <summary>The same for a while: what is waited for may wait for an engine that stands still.</summary>
    public async Task HearAsync(Func<bool> until, TimeSpan atMost)
    {
        using var patience = new CancellationTokenSource(atMost);
        while (!until())
        {
            await Clients.SayAsync(Ready, _frozen);
            try
            {
                await TakeAsync(await _fleet.NextAsync(patience.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>All flows end, then all engines; whatever was written down is held against the promises.</summary>
    public async Task<StoreRecord> FinishAsync()
    {
        await HearAsync(() => AreAllReady && Ledger.Unfinished == 0);
        foreach (var run in Ledger.Runs)
        {
            await Ready[_random.Next(Engines)].SayAsync(["wait", $"wait {run.Id}", run.Id]);
        }

        await HearAsync(() => Ledger.AllEnded);
        foreach (var life in Ready)
        {
            _leaving.Add(life);
            await life.SignalAsync("TERM");
        }

        await HearAsync(() => _fleet.Lives.Count == 0);
        Ledger.CheckComplete();
        await _store.CheckAsync(Ledger.Runs.SelectMany(run => run.Ids));
        var record = await _audit.CheckAsync();
        Rules.Judge(record);
        return record;
    }

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    private async Task ReplaceAsync(Life life)
    {
        await HearAsync(() => !_fleet.Lives.Contains(life));
        _frozen.Remove(life);
        _fleet.Begin();
    }

    private async Task<Heard> NextAsync()
    {
        var next = _fleet.NextAsync(CancellationToken.None).AsTask();
        if (!await Patience.OutlastsAsync(next))
        {
            Assert.Fail(
                $"Nobody has anything to say. {Ledger.Unfinished} of {Ledger.Runs.Count} are missing:\n{Ledger.Missing}\n" +
                string.Join('\n', _fleet.Lives.Select(life => $"Life {life.Number}: state {life.State}, {(_frozen.Contains(life) ? "frozen, " : string.Empty)}{Watch.Standing(life)}")) +
                $"\n{await _audit.StandingAsync()}");
        }

        return await next;
    }

    private async Task TakeAsync(Heard heard)
    {
        Heard++;
        if (heard.Life is not { } life)
        {
            Watch.Ended(heard.EndedSession);
        }
        else if (heard.Line is not { } line)
        {
            await _fleet.EndAsync(life);
            Assert.True(life.IsDoomed || _leaving.Contains(life), "A process ended by itself.");
            Clients.Lost(life);
        }
        else if (!Watch.TryTake(life, line))
        {
            if (Ledger.Take(life.Number, line) is { } answer)
            {
                await life.SayAsync(answer);
            }

            life.IsUp |= line.Words[0] == "up";
        }
    }
}
