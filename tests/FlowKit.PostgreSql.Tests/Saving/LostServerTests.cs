using System.Globalization;
using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Tests.Saving;

/// <summary>The server dies, or cuts connections, while executions are saved: nothing acknowledged is lost, and the store goes on by itself.</summary>
[Collection(OneCluster.Name)]
public sealed class LostServerTests(Cluster cluster)
{
    private const int Executions = 48;
    private readonly Place _place = new(cluster);

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_is_killed_while_saves_run_keeps_what_was_acknowledged(bool inSession)
    {
        await using var store = _place.Open(new() { Patience = TimeSpan.FromMinutes(5) });
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        using var stop = new CancellationTokenSource();
        var saving = new Saving(inSession ? session : store, Executions, stop.Token);
        for (var round = 0; round < 2; round++)
        {
            await saving.GoesOnAsync();
            await cluster.KillAsync();
            await cluster.StartAsync();
        }

        await saving.GoesOnAsync();
        await stop.CancelAsync();
        await saving.CheckAsync(store);
    }

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connections_that_are_cut_are_made_anew(bool inSession)
    {
        await using var store = _place.Open(new() { Patience = TimeSpan.FromMinutes(5) });
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        using var stop = new CancellationTokenSource();
        var saving = new Saving(inSession ? session : store, Executions, stop.Token);
        for (var round = 0; round < 8; round++)
        {
            await saving.GoesOnAsync();
            await cluster.RunSqlAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }

        await saving.GoesOnAsync();
        await stop.CancelAsync();
        await saving.CheckAsync(store);
    }

    [PostgreSqlFact]
    public async Task Without_a_server_calls_fail_when_patience_ends_and_go_on_when_it_is_back()
    {
        await using var store = _place.Open(new() { Patience = TimeSpan.Zero });
        await using var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default);
        Assert.True(await session.CreateAsync(Some.Header("a")));
        await cluster.KillAsync();
        try
        {
            await UnreachableAsync(() => session.SaveAsync("a", 2, "two").AsTask(), wasSent: true);
            await UnreachableAsync(() => store.CreateAsync(Some.Header("b")).AsTask());
            await UnreachableAsync(() => session.LoadAsync("a", default).AsTask());
            await UnreachableAsync(() => session.RenewAsync(default).AsTask());
            await UnreachableAsync(() => session.TrySendAsync(7, new byte[] { 1 }, default).AsTask());
            await UnreachableAsync(() => session.ClaimAsync(7, default).AsTask());
        }
        finally
        {
            await cluster.StartAsync();
        }

        Assert.True(await session.SaveAsync("a", 2, "two"));
        Assert.Equal("2: start two", await session.ShowAsync("a"));
        Assert.True((await session.RenewAsync(default)).IsHeld);
    }

    private async Task UnreachableAsync(Func<Task> call, bool wasSent = false)
    {
        var fault = await Assert.ThrowsAsync<FlowException>(call);
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
        Assert.Contains($"127.0.0.1:{cluster.Port}/postgres", fault.Message, StringComparison.Ordinal);
        Assert.Equal(wasSent, fault.Message.Contains("may be on record", StringComparison.Ordinal));
    }

    /// <summary>Executions that are saved one version after the other, as fast as it goes, with a snapshot and a changed header now and then.</summary>
    private sealed class Saving
    {
        private readonly IStateStore _store;
        private readonly Task<long>[] _all;
        private readonly CancellationToken _stop;
        private long _saves;
        private Mark _mark = new(long.MaxValue, new());

        public Saving(IStateStore store, int executions, CancellationToken stop)
        {
            _store = store;
            _stop = stop;
            _all = [.. Enumerable.Range(0, executions).Select(i => Task.Run(() => SaveAsync($"e{i}")))];
        }

        /// <summary>Returns when every execution has been saved some times more.</summary>
        public async Task GoesOnAsync()
        {
            var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _mark = new(Interlocked.Read(ref _saves) + (_all.Length * 10), mark);
            var ended = await Task.WhenAny([mark.Task, .. _all]);
            await ended;
        }

        public async Task CheckAsync(PostgreSqlStateStore store)
        {
            for (var i = 0; i < _all.Length; i++)
            {
                var version = await _all[i];
                var stored = await store.LoadAsync($"e{i}", default);
                Assert.Equal(version, stored!.Version);
                var first = version - stored.Saves.Count + 1;
                Assert.True(first == 1 || first % 7 == 0, $"version {version} begins with {first}");
                Assert.Equal(
                    Enumerable.Range(0, stored.Saves.Count).Select(n => (first + n).ToString(CultureInfo.InvariantCulture)),
                    stored.Saves.Select(save => System.Text.Encoding.UTF8.GetString(save.Span)));
                Assert.Equal(version / 5 * 5, stored.Header.NextDue?.Ticks ?? 0);
            }
        }

        private sealed record Mark(long At, TaskCompletionSource Reached);

        private async Task<long> SaveAsync(string id)
        {
            Assert.True(await _store.CreateAsync(Some.Header(id), "1"), "a new execution");
            for (var version = 1L; ; version++)
            {
                if (_stop.IsCancellationRequested)
                {
                    return version;
                }

                var next = version + 1;
                var header = next % 5 == 0 ? Some.Header(id) with { NextDue = new DateTimeOffset(next, TimeSpan.Zero) } : null;
                Assert.True(
                    await _store.SaveAsync(id, next, next.ToString(CultureInfo.InvariantCulture), header, snapshot: next % 7 == 0), $"version {next} of {id}");
                var (at, reached) = Volatile.Read(ref _mark);
                if (Interlocked.Increment(ref _saves) >= at)
                {
                    reached.TrySetResult();
                }
            }
        }
    }
}
