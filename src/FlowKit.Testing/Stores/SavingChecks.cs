using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Creating, saving, loading, deleting.</summary>
internal static class SavingChecks
{
    private const int LargeSnapshot = 20 * 1024 * 1024;
    private const int LargeDelta = 1024 * 1024;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("a new execution is kept as version 1 with its header", NewExecution),
        new("an id is taken once", IdOnce),
        new("a save is taken only as the next version", NextVersionOnly),
        new("a save of an unknown execution is not taken", UnknownSave),
        new("an unknown execution is not found", UnknownLoad),
        new("deltas come back behind the snapshot in the order they were saved", Deltas),
        new("deltas without a snapshot all come back", DeltasAlone),
        new("a snapshot replaces everything before it", Snapshots),
        new("a save without a header keeps the header, one with a header replaces it", Headers),
        new("a header comes back whole, its times to the tick", WholeHeader),
        new("the store keeps a copy of the bytes", OwnBytes),
        new("any bytes come back as they were", AnyBytes),
        new("twenty mebibytes come back as they were", Large),
        new("ids are compared letter by letter, whatever the letters", Ids),
        new("a deleted execution is gone", Deleted),
        new("the id of a deleted execution may be taken anew", DeletedAndNew),
    ];

    private static async ValueTask NewExecution(StoreProbe probe)
    {
        var header = StoreProbe.Header("a");
        await probe.CreateAsync(header).ConfigureAwait(false);
        var stored = await probe.ExpectAsync("a", 1, "start").ConfigureAwait(false);
        StoreProbe.Same(header, stored.Header, "the header");
    }

    private static async ValueTask IdOnce(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a"), "first").ConfigureAwait(false);
        StoreProbe.True(
            !await probe.TryCreateAsync(StoreProbe.Header("a", 1), "second").ConfigureAwait(false), "a known id must not be taken again");
        await probe.ExpectAsync("a", 1, "first").ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "delta").ConfigureAwait(false);
        StoreProbe.True(!await probe.TryCreateAsync(StoreProbe.Header("a")).ConfigureAwait(false), "a known id must not be taken again");
        await probe.ExpectAsync("a", 2, "first", "delta").ConfigureAwait(false);
    }

    private static async ValueTask NextVersionOnly(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a")).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two").ConfigureAwait(false);
        foreach (var version in (long[])[2, 1, 4, 0])
        {
            var header = StoreProbe.Ended(StoreProbe.Header("a"));
            StoreProbe.True(
                !await probe.TrySaveAsync("a", version, "wrong", snapshot: true, header).ConfigureAwait(false),
                $"version {version} after version 2 must not be taken");
        }

        var stored = await probe.ExpectAsync("a", 2, "start", "two").ConfigureAwait(false);
        StoreProbe.Same(ExecutionStatus.Running, stored.Header.Status, "the status");
    }

    private static async ValueTask UnknownSave(StoreProbe probe)
    {
        foreach (var version in (long[])[1, 2])
        {
            StoreProbe.True(
                !await probe.TrySaveAsync("a", version, "x", snapshot: true, StoreProbe.Header("a")).ConfigureAwait(false),
                "a save of an unknown execution must not be taken");
        }

        StoreProbe.True(await probe.LoadAsync("a").ConfigureAwait(false) is null, "a save must not create an execution");
    }

    private static async ValueTask UnknownLoad(StoreProbe probe)
    {
        StoreProbe.True(await probe.LoadAsync("nobody").ConfigureAwait(false) is null, "an unknown execution must load as null");
        StoreProbe.True(
            !await probe.Store.TryDeleteAsync("nobody", CancellationToken.None).ConfigureAwait(false),
            "deleting an unknown execution must return false");
        StoreProbe.Same(0, (await probe.ListAsync(new()).ConfigureAwait(false)).Count, "executions of an empty store");
        StoreProbe.Same(0, (await probe.OpenAsync().ConfigureAwait(false)).Count, "open executions of an empty store");
    }

    private static async ValueTask Deltas(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a")).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header("b")).ConfigureAwait(false);
        for (var version = 2; version <= 12; version++)
        {
            await probe.SaveAsync("a", version, $"a{version}").ConfigureAwait(false);
            await probe.SaveAsync("b", version, $"b{version}").ConfigureAwait(false);
        }

        await probe.ExpectAsync("a", 12, ["start", .. Enumerable.Range(2, 11).Select(n => $"a{n}")]).ConfigureAwait(false);
        await probe.ExpectAsync("b", 12, ["start", .. Enumerable.Range(2, 11).Select(n => $"b{n}")]).ConfigureAwait(false);
    }

    private static async ValueTask DeltasAlone(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a"), "one", snapshot: false).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two").ConfigureAwait(false);
        await probe.ExpectAsync("a", 2, "one", "two").ConfigureAwait(false);
    }

    private static async ValueTask Snapshots(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a")).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two").ConfigureAwait(false);
        await probe.SaveAsync("a", 3, "three", snapshot: true).ConfigureAwait(false);
        await probe.ExpectAsync("a", 3, "three").ConfigureAwait(false);
        await probe.SaveAsync("a", 4, "four").ConfigureAwait(false);
        await probe.ExpectAsync("a", 4, "three", "four").ConfigureAwait(false);
        await probe.SaveAsync("a", 5, "five", snapshot: true).ConfigureAwait(false);
        await probe.ExpectAsync("a", 5, "five").ConfigureAwait(false);
    }

    private static async ValueTask Headers(StoreProbe probe)
    {
        var header = StoreProbe.Header("a");
        await probe.CreateAsync(header).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two").ConfigureAwait(false);
        var stored = await probe.ExpectAsync("a", 2, "start", "two").ConfigureAwait(false);
        StoreProbe.Same(header, stored.Header, "the header after a save without one");

        var ended = StoreProbe.Ended(header, ExecutionStatus.Failed);
        await probe.SaveAsync("a", 3, "three", header: ended).ConfigureAwait(false);
        stored = await probe.ExpectAsync("a", 3, "start", "two", "three").ConfigureAwait(false);
        StoreProbe.Same(ended, stored.Header, "the header after a save with one");
    }

    private static async ValueTask WholeHeader(StoreProbe probe)
    {
        var header = new ExecutionHeader(
            "shop:order_c_1",
            "shop:order",
            "sha256-Zm9v",
            ExecutionStatus.KeySucceed,
            "customer's \"key\" %_ \u00e4\u4e2d",
            VirtualTime.DefaultStart.AddTicks(1),
            VirtualTime.DefaultStart.AddTicks(12_345_678),
            VirtualTime.DefaultStart.AddTicks(98_765_432_1),
            NeedsOwner: true)
        {
            BusinessKeyType = "it's a type \u00e4\u4e2d",
            Creator = "someone \"else\" %_",
            ErrorCode = "FLOW4001",
        };
        await probe.CreateAsync(header).ConfigureAwait(false);
        var stored = await probe.ExpectAsync(header.ExecutionId, 1, "start").ConfigureAwait(false);
        StoreProbe.Same(header, stored.Header, "the loaded header");
        var page = await probe.Store.ListAsync(new(), CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Same(header, page.Executions.Single(), "the listed header");
        StoreProbe.Same(header, (await probe.OpenAsync().ConfigureAwait(false)).Single(), "the open header");
    }

    private static async ValueTask OwnBytes(StoreProbe probe)
    {
        var buffer = StoreProbe.Bytes("first");
        await probe.Store.TryCreateAsync(new("a", 1, StoreProbe.Header("a"), true, buffer), CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Bytes("XXXXX").CopyTo(buffer, 0);
        await probe.ExpectAsync("a", 1, "first").ConfigureAwait(false);

        StoreProbe.Bytes("other").CopyTo(buffer, 0);
        await probe.Store.TrySaveAsync(new("a", 2, null, false, buffer), CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Bytes("YYYYY").CopyTo(buffer, 0);
        await probe.ExpectAsync("a", 2, "first", "other").ConfigureAwait(false);
    }

    private static async ValueTask AnyBytes(StoreProbe probe)
    {
        var bytes = Enumerable.Range(0, 512).Select(n => (byte)n).ToArray();
        await CreateAsync(probe, "a", bytes).ConfigureAwait(false);
        await SameBytesAsync(probe, "a", bytes).ConfigureAwait(false);
    }

    private static async ValueTask Large(StoreProbe probe)
    {
        var snapshot = Pattern(LargeSnapshot);
        var delta = Pattern(LargeDelta);
        await CreateAsync(probe, "a", snapshot).ConfigureAwait(false);
        await probe.Store.TrySaveAsync(new("a", 2, null, false, delta), CancellationToken.None).ConfigureAwait(false);
        await SameBytesAsync(probe, "a", snapshot, delta).ConfigureAwait(false);
    }

    private static async ValueTask Ids(StoreProbe probe)
    {
        string[] ids = ["a", "A", "a ", "a:b_c_1", "a'b\"c;--%_", "\u00e4\u4e2d\U0001F600", new('x', 200)];
        foreach (var id in ids)
        {
            await probe.CreateAsync(StoreProbe.Header(id), id).ConfigureAwait(false);
        }

        foreach (var id in ids)
        {
            await probe.ExpectAsync(id, 1, id).ConfigureAwait(false);
        }
    }

    private static async ValueTask Deleted(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a")).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header("b")).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two").ConfigureAwait(false);
        StoreProbe.True(
            await probe.Store.TryDeleteAsync("a", CancellationToken.None).ConfigureAwait(false), "deleting a known execution must return true");
        StoreProbe.True(await probe.LoadAsync("a").ConfigureAwait(false) is null, "a deleted execution must not be found");
        StoreProbe.Same("b", string.Join(',', await probe.ListAsync(new()).ConfigureAwait(false)), "the executions that are left");
        StoreProbe.Same("b", (await probe.OpenAsync().ConfigureAwait(false)).Single().ExecutionId, "the open execution that is left");
        StoreProbe.True(!await probe.TrySaveAsync("a", 3, "x").ConfigureAwait(false), "a save of a deleted execution must not be taken");
        StoreProbe.True(
            !await probe.Store.TryDeleteAsync("a", CancellationToken.None).ConfigureAwait(false), "deleting twice must return false");
    }

    private static async ValueTask DeletedAndNew(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a"), "old").ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "older").ConfigureAwait(false);
        await probe.Store.TryDeleteAsync("a", CancellationToken.None).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header("a"), "new").ConfigureAwait(false);
        await probe.ExpectAsync("a", 1, "new").ConfigureAwait(false);
    }

    private static ValueTask<bool> CreateAsync(StoreProbe probe, string id, byte[] bytes) =>
        probe.Store.TryCreateAsync(new(id, 1, StoreProbe.Header(id), true, bytes), CancellationToken.None);

    private static async ValueTask SameBytesAsync(StoreProbe probe, string id, params byte[][] saves)
    {
        var stored = await probe.LoadAsync(id).ConfigureAwait(false);
        StoreProbe.Same(saves.Length, stored?.Saves.Count ?? 0, "the number of saves");
        for (var i = 0; i < saves.Length; i++)
        {
            StoreProbe.True(stored!.Saves[i].Span.SequenceEqual(saves[i]), $"the bytes of save {i + 1} must come back as they were");
        }
    }

    private static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) ^ (i >> 8));
        }

        return bytes;
    }
}
