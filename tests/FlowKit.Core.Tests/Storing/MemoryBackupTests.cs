using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Storing;

public class MemoryBackupTests
{
    private const string Flow = """
        workspace: backed
        dagName: up
        tasks:
          - { name: first, category: function, pattern: task_async, resourceName: "test://first", outputMappings: [{ source: $.output.n, target: $.context.n }], next: second }
          - { name: second, category: function, pattern: task_async, resourceName: "test://second" }
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
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(3);
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

    private static TaskCallback Done(string task, int n) => new(task, CallbackStatus.Success, FlowValue.Object(("n", n)));

    private static InMemoryStateStore NewStore() => new(new(), TimeProvider.System);

    private static FlowEngineBuilder Builder(InMemoryStateStore store) =>
        new FlowEngineBuilder().AddDispatcher("test", new CountingDispatcher(int.MaxValue)).UseStore(store);
}
