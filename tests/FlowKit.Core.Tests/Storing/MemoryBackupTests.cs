using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Storing;

public class MemoryBackupTests
{
    private const int Families = 12;
    private static readonly DateTimeOffset Start = VirtualTime.DefaultStart;

    private const string Flow = """
        workspace: backed
        dagName: up
        tasks:
          - { name: first, category: function, pattern: task_async, resourceName: "test://first", outputMappings: [{ source: $.output.n, target: $.context.n }], next: second }
          - { name: second, category: function, pattern: task_async, resourceName: "test://second" }
        """;

    private const string Outer = """
        workspace: nested
        dagName: outer
        tasks:
          - { name: call, category: function, pattern: flow_sync, resourceName: "rillflow://nested:inner" }
        """;

    private const string Inner = """
        workspace: nested
        dagName: inner
        tasks:
          - { name: ask, category: function, pattern: task_async, resourceName: "test://ask" }
        """;

    [Fact]
    public async Task Executions_that_go_on_while_they_are_backed_up_end_right_where_they_are_restored()
    {
        const int Executions = 60;
        var store = NewStore();
        await using var engine = Builder(store).AddFlow(FlowYaml.Load(Flow)).Build();
        var ids = new List<string>();
        for (var i = 0; i < Executions; i++)
        {
            ids.Add((await engine.StartAsync("backed:up", options: new() { BusinessKey = $"{i}", Creator = "ann" })).Id);
        }

        var callbacks = ids.Select(id => Task.Run(async () => await engine.CompleteTaskAsync(id, Done("first", 7)))).ToArray();
        using var backup = new MemoryStream();
        await store.WriteToAsync(backup);
        await Task.WhenAll(callbacks);

        var restored = NewStore();
        backup.Position = 0;
        await restored.ReadFromAsync(backup);
        await using var next = Builder(restored).ReadKeptYaml().Build();
        await next.RecoverAsync();
        foreach (var id in ids)
        {
            // Some had taken the first callback when the backup was made, others had not: who takes it twice takes it as a duplicate.
            await next.CompleteTaskAsync(id, Done("first", 7));
            await next.CompleteTaskAsync(id, Done("second", 0));
            var end = await next.WaitAsync(id).AsTask().WaitAsync(Storm.Patience);
            Assert.Equal((ExecutionStatus.Succeed, 7), (end.Status, end.Context["n"]));
        }

        Assert.Equal(Executions, (await next.ListAsync(new() { Creator = "ann", Limit = 1_000 })).Executions.Count);
    }

    [Fact]
    public async Task All_stand_in_a_backup_as_they_stood_when_it_began()
    {
        var sent = new ConcurrentBag<string>();
        var store = NewStore();
        var dispatcher = new CountingDispatcher(Families, request => sent.Add(request.ExecutionId));
        await using var engine = Nested(store, dispatcher);
        for (var i = 0; i < Families; i++)
        {
            await engine.StartAsync("nested:outer", options: new() { ExecutionId = $"outer{i}" });
        }

        await dispatcher.All.WaitAsync(Storm.Patience);
        var asked = sent.ToList();
        using var stream = new HeldStream();
        var backup = store.WriteToAsync(stream);
        await Task.WhenAll(asked.Select(async inner => await engine.CompleteTaskAsync(inner, new("ask", CallbackStatus.Success))));
        for (var i = 0; i < Families; i++)
        {
            Assert.True((await engine.WaitAsync($"outer{i}").AsTask().WaitAsync(Storm.Patience)).Succeeded);
        }

        await store.TryDeleteAsync("outer0", default);
        await engine.StartAsync("nested:outer", options: new() { ExecutionId = "late" });
        stream.Release();
        await backup;

        var restored = NewStore();
        await restored.ReadFromAsync(new MemoryStream(stream.ToArray()));
        var stood = (await restored.ListAsync(new() { Limit = 1_000 }, default)).Executions;
        Assert.Equal(2 * Families, stood.Count(header => header.Status == ExecutionStatus.Running));
        Assert.Equal(2 * Families, stood.Count);
        await using var next = Nested(restored, new CountingDispatcher(int.MaxValue));
        await next.RecoverAsync();
        await Task.WhenAll(asked.Select(async inner => await next.CompleteTaskAsync(inner, new("ask", CallbackStatus.Success))));
        for (var i = 0; i < Families; i++)
        {
            Assert.True((await next.WaitAsync($"outer{i}").AsTask().WaitAsync(Storm.Patience)).Succeeded);
        }
    }

    [Fact]
    public async Task Flows_and_their_sub_flows_fit_each_other_in_every_backup()
    {
        const int Backups = 10;
        var inner = Inner.Replace("task_async", "task_sync", StringComparison.Ordinal);
        var store = NewStore();
        var backups = new List<byte[]>();
        await using (var engine = Nested(store, new LaterDispatcher(), inner))
        {
            var runs = Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
                await (await engine.StartAsync("nested:outer", options: new() { ExecutionId = $"outer{i}" })).Completion)).ToArray();
            for (var i = 0; i < Backups; i++)
            {
                await runs[i * runs.Length / Backups].WaitAsync(Storm.Patience);
                backups.Add(await BackUpAsync(store));
            }

            await Task.WhenAll(runs).WaitAsync(Storm.Patience);
        }

        foreach (var backup in backups)
        {
            var restored = NewStore();
            await restored.ReadFromAsync(new MemoryStream(backup));
            var ids = await IdsAsync(restored);
            await using var engine = Nested(restored, new LaterDispatcher(), inner);
            await engine.RecoverAsync();
            foreach (var id in ids)
            {
                Assert.True((await engine.WaitAsync(id).AsTask().WaitAsync(Storm.Patience)).Succeeded);
            }
        }
    }

    [Fact]
    public async Task Headers_versions_saves_and_texts_come_back_as_they_were()
    {
        var store = await FilledAsync();
        var restored = NewStore();
        await restored.ReadFromAsync(new MemoryStream(await BackUpAsync(store)));

        foreach (var id in (string[])["a", "b"])
        {
            var (before, after) = ((await store.LoadAsync(id, default))!, (await restored.LoadAsync(id, default))!);
            Assert.Equal((before.Header, before.Version), (after.Header, after.Version));
            Assert.Equal(before.Saves.Select(save => Convert.ToHexString(save.Span)), after.Saves.Select(save => Convert.ToHexString(save.Span)));
        }

        Assert.Equal(await store.FindFlowAsync("w:f", "v", default), await restored.FindFlowAsync("w:f", "v", default));
        Assert.True(await restored.TrySaveAsync(new("a", 3, null, false, new byte[] { 9 }), default));
        Assert.Equal(3, (await restored.LoadAsync("a", default))!.Saves.Count);
        Assert.Equal(await BackUpAsync(NewStore()), await BackUpAsync(NewStore()));
    }

    [Fact]
    public async Task A_backup_that_is_damaged_anywhere_or_cut_off_is_refused_and_changes_nothing()
    {
        var whole = await BackUpAsync(await FilledAsync());
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x41;
            await RefusedAsync(damaged);
            await RefusedAsync(whole[..at]);
        }
    }

    [Fact]
    public async Task What_is_no_backup_or_a_newer_one_is_told_apart()
    {
        Assert.Equal(FlowErrorCodes.StoreForeign, await RefusedAsync("a text of some length"u8.ToArray()));
        var newer = await BackUpAsync(NewStore());
        newer[8] = 2;
        Assert.Equal(FlowErrorCodes.StoreNewer, await RefusedAsync(newer));
        Assert.Equal(FlowErrorCodes.StoreDamaged, await RefusedAsync([]));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_leaves_the_store_as_it_was()
    {
        var store = await FilledAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var stream = new MemoryStream();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.WriteToAsync(stream, cancelled.Token));
        Assert.Equal(0, stream.Length);

        using var stop = new CancellationTokenSource();
        using var held = new HeldStream(await BackUpAsync(store));
        var restored = NewStore();
        var reading = restored.ReadFromAsync(held, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
        Assert.Empty((await restored.ListAsync(new(), default)).Executions);
        await restored.ReadFromAsync(new MemoryStream(await BackUpAsync(store)));
    }

    [Fact]
    public async Task What_finished_long_ago_is_not_taken_back()
    {
        var options = new FlowEngineOptions { KeptFor = TimeSpan.FromDays(30) };
        var store = await FilledAsync();
        foreach (var (days, kept) in ((int, string[])[])[(29, ["a", "b"]), (31, ["a"])])
        {
            var restored = new InMemoryStateStore(options, new VirtualTime(Start.AddDays(days)));
            await restored.ReadFromAsync(new MemoryStream(await BackUpAsync(store)));
            Assert.Equal(kept, await IdsAsync(restored));
        }
    }

    [Fact]
    public async Task A_store_that_holds_executions_takes_no_backup()
    {
        var store = await FilledAsync();
        var backup = await BackUpAsync(store);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.ReadFromAsync(new MemoryStream(backup)));
    }

    private static async Task<string> RefusedAsync(byte[] backup)
    {
        var store = NewStore();
        var refused = await Assert.ThrowsAsync<FlowException>(async () => await store.ReadFromAsync(new MemoryStream(backup)));
        Assert.Contains(refused.Code, new[] { FlowErrorCodes.StoreForeign, FlowErrorCodes.StoreNewer, FlowErrorCodes.StoreDamaged });
        Assert.Empty((await store.ListAsync(new(), default)).Executions);
        Assert.Null(await store.FindFlowAsync("w:f", "v", default));
        return refused.Code;
    }

    private static async Task<byte[]> BackUpAsync(InMemoryStateStore store)
    {
        using var stream = new MemoryStream();
        await store.WriteToAsync(stream);
        return stream.ToArray();
    }

    private static async Task<InMemoryStateStore> FilledAsync()
    {
        var store = NewStore();
        var start = Start.AddTicks(3);
        var header = new ExecutionHeader("a", "w:f", "v", ExecutionStatus.Running, "k", start, null, start.AddDays(1), NeedsOwner: true)
        {
            BusinessKeyType = "t",
            Creator = "c",
        };
        await store.TryCreateAsync(new("a", 1, header, true, new byte[] { 1, 2 }), default);
        await store.TrySaveAsync(new("a", 2, null, false, new byte[] { 3 }), default);
        var ended = header with { ExecutionId = "b", Status = ExecutionStatus.Failed, EndedAt = start, NeedsOwner = false, ErrorCode = "E", BusinessKey = null };
        await store.TryCreateAsync(new("b", 1, ended, true, ReadOnlyMemory<byte>.Empty), default);
        await store.KeepFlowAsync(new("w:f", "v", "text", IsForeign: true), default);
        return store;
    }

    private static async Task<List<string>> IdsAsync(InMemoryStateStore store) =>
        [.. (await store.ListAsync(new() { Limit = 1_000 }, default)).Executions.Select(header => header.ExecutionId).Order(StringComparer.Ordinal)];

    private static FlowEngine Nested(InMemoryStateStore store, IDispatcher dispatcher, string inner = Inner) =>
        new FlowEngineBuilder().AddDispatcher("test", dispatcher).UseStore(store).AddFlow(FlowYaml.Load(Outer)).AddFlow(FlowYaml.Load(inner)).Build();

    private static TaskCallback Done(string task, int n) => new(task, CallbackStatus.Success, FlowValue.Object(("n", n)));

    private static InMemoryStateStore NewStore() => new(new(), new VirtualTime());

    private static FlowEngineBuilder Builder(InMemoryStateStore store) =>
        new FlowEngineBuilder().AddDispatcher("test", new CountingDispatcher(int.MaxValue)).UseStore(store);
}
