using System.Globalization;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>
/// What every <see cref="IStateStore"/> must do whose executions outlive it, beside <see cref="StateStoreContract"/>: it is closed and opened
/// again. Run each check against your store.
/// </summary>
public static class LastingStoreContract
{
    private const int ManySaves = 500;
    private const int LargeBytes = 8 * 1024 * 1024;

    /// <summary>Every check, in a fixed order.</summary>
    public static IReadOnlyList<LastingStoreCheck> All { get; } =
    [
        new("what was saved is there after a restart, and goes on from there", Saves),
        new("many saves of one execution come back in their order after a restart", Many),
        new("large saves come back after a restart as they were", Large),
        new("an id that was taken, or given up, is so after a restart", Ids),
        new("every filter finds after a restart what it found before, and a cursor goes on", Lists),
        new("what is open, owed something or due is known after a restart", Due),
        new("the text of a flow version is found after a restart", Texts),
        new("a purge after a restart removes what ended long ago, and nothing else", Purge),
    ];

    private static async ValueTask Saves(LastingStoreProbe probe)
    {
        await probe.Now.CreateAsync(StoreProbe.Header("deltas"), "one", snapshot: false).ConfigureAwait(false);
        await probe.Now.SaveAsync("deltas", 2, "two").ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Header("snapshot")).ConfigureAwait(false);
        await probe.Now.SaveAsync("snapshot", 2, "two").ConfigureAwait(false);
        await probe.Now.SaveAsync("snapshot", 3, "three", snapshot: true).ConfigureAwait(false);
        await probe.Now.SaveAsync("snapshot", 4, "four", header: StoreProbe.Ended(StoreProbe.Header("snapshot"))).ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);

        await probe.Now.ExpectAsync("deltas", 2, "one", "two").ConfigureAwait(false);
        var ended = await probe.Now.ExpectAsync("snapshot", 4, "three", "four").ConfigureAwait(false);
        StoreProbe.Same(StoreProbe.Ended(StoreProbe.Header("snapshot")), ended.Header, "the header");
        StoreProbe.True(!await probe.Now.TrySaveAsync("deltas", 2, "late").ConfigureAwait(false), "a version that is on record must not be taken again");
        await probe.Now.SaveAsync("deltas", 3, "three").ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);
        await probe.Now.ExpectAsync("deltas", 3, "one", "two", "three").ConfigureAwait(false);
    }

    private static async ValueTask Many(LastingStoreProbe probe)
    {
        await probe.Now.CreateAsync(StoreProbe.Header("a"), "1").ConfigureAwait(false);
        for (var version = 2; version <= ManySaves; version++)
        {
            await probe.Now.SaveAsync("a", version, Text(version)).ConfigureAwait(false);
        }

        await probe.RestartAsync().ConfigureAwait(false);
        await probe.Now.ExpectAsync("a", ManySaves, [.. Enumerable.Range(1, ManySaves).Select(Text)]).ConfigureAwait(false);
    }

    private static async ValueTask Large(LastingStoreProbe probe)
    {
        var bytes = new byte[LargeBytes];
        new Random(LargeBytes).NextBytes(bytes);
        StoreProbe.True(
            await probe.Now.Store.TryCreateAsync(new("a", 1, StoreProbe.Header("a"), true, bytes), CancellationToken.None).ConfigureAwait(false),
            "a large start must be taken");
        for (var version = 2; version <= 3; version++)
        {
            StoreProbe.True(
                await probe.Now.Store.TrySaveAsync(new("a", version, null, false, bytes), CancellationToken.None).ConfigureAwait(false),
                "a large save must be taken");
        }

        await probe.RestartAsync().ConfigureAwait(false);
        var stored = await probe.Now.LoadAsync("a").ConfigureAwait(false);
        StoreProbe.Same(3, stored?.Saves.Count, "the saves");
        StoreProbe.True(stored!.Saves.All(save => save.Span.SequenceEqual(bytes)), "large saves must come back as they were");
    }

    private static async ValueTask Ids(LastingStoreProbe probe)
    {
        await probe.Now.CreateAsync(StoreProbe.Header("taken")).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Header("deleted")).ConfigureAwait(false);
        StoreProbe.True(await probe.Now.Store.TryDeleteAsync("deleted", CancellationToken.None).ConfigureAwait(false), "a known execution must be deleted");
        await probe.RestartAsync().ConfigureAwait(false);
        StoreProbe.True(!await probe.Now.TryCreateAsync(StoreProbe.Header("taken")).ConfigureAwait(false), "an id must be taken once");
        StoreProbe.True(await probe.Now.LoadAsync("deleted").ConfigureAwait(false) is null, "a deleted execution must be gone");
        await probe.Now.CreateAsync(StoreProbe.Header("deleted"), "anew").ConfigureAwait(false);
        await probe.Now.ExpectAsync("deleted", 1, "anew").ConfigureAwait(false);
    }

    private static async ValueTask Lists(LastingStoreProbe probe)
    {
        for (var i = 0; i < 30; i++)
        {
            var header = StoreProbe.Header(Text(i), i) with
            {
                Flow = $"shop:{i % 2}", BusinessKey = $"k{i % 3}", BusinessKeyType = i % 5 == 0 ? null : $"t{i % 5}", Creator = $"c{i % 7}",
            };
            await probe.Now.CreateAsync(i % 4 == 0 ? StoreProbe.Ended(header, ExecutionStatus.Failed) with { ErrorCode = $"E{i % 8}" } : header).ConfigureAwait(false);
        }

        ExecutionQuery[] queries =
        [
            new() { Limit = 4 }, new() { Flow = "shop:1", Limit = 4 }, new() { Status = ExecutionStatus.Failed, Limit = 2 }, new() { BusinessKey = "k1" },
            new() { BusinessKeyType = "t3" }, new() { Creator = "c6" }, new() { ErrorCode = "E4" }, new() { Flow = "shop:0", BusinessKey = "k2", OldestFirst = true },
            new() { StartedFrom = StoreProbe.Header("a", 10).StartedAt, StartedBefore = StoreProbe.Header("a", 20).StartedAt, OldestFirst = true, Limit = 3 },
        ];
        var before = new List<string>();
        foreach (var query in queries)
        {
            before.Add(string.Join(',', await probe.Now.ListAsync(query).ConfigureAwait(false)));
        }

        var first = await probe.Now.Store.ListAsync(queries[0], CancellationToken.None).ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);
        foreach (var (query, expected) in queries.Zip(before))
        {
            StoreProbe.True(expected.Length > 0, "every query of the check finds something");
            StoreProbe.Same(expected, string.Join(',', await probe.Now.ListAsync(query).ConfigureAwait(false)), $"what is found by {query}");
        }

        var second = await probe.Now.Store.ListAsync(queries[0] with { Cursor = first.Cursor }, CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Same("25,24,23,22", string.Join(',', second.Executions.Select(header => header.ExecutionId)), "the page behind a cursor of before");
    }

    private static async ValueTask Due(LastingStoreProbe probe)
    {
        await probe.Now.CreateAsync(StoreProbe.Header("waits")).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Header("later") with { NextDue = StoreProbe.Now.AddMinutes(2) }).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Header("soon") with { NextDue = StoreProbe.Now.AddMinutes(1) }).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Header("owed") with { NeedsOwner = true }).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Ended(StoreProbe.Header("over"))).ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);
        var open = await probe.Now.OpenAsync().ConfigureAwait(false);
        StoreProbe.Same(
            "later,owed,soon,waits", string.Join(',', open.Select(header => header.ExecutionId).Order(StringComparer.Ordinal)), "the open executions");
        StoreProbe.Same("owed,soon,later", string.Join(',', await probe.Now.DueAsync(null).ConfigureAwait(false)), "what is due");
    }

    private static async ValueTask Texts(LastingStoreProbe probe)
    {
        var text = new FlowText("shop:order", "v1", new string('\u00e9', 100_000), IsForeign: true);
        await probe.Now.Store.KeepFlowAsync(text, CancellationToken.None).ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);
        StoreProbe.Same(text, await probe.Now.Store.FindFlowAsync("shop:order", "v1", CancellationToken.None).ConfigureAwait(false), "the text");
        StoreProbe.True(
            await probe.Now.Store.FindFlowAsync("shop:order", "v2", CancellationToken.None).ConfigureAwait(false) is null, "a text that was never kept is not found");
    }

    private static async ValueTask Purge(LastingStoreProbe probe)
    {
        await probe.Now.CreateAsync(StoreProbe.Ended(StoreProbe.Header("old"))).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Header("open")).ConfigureAwait(false);
        await probe.Now.CreateAsync(StoreProbe.Ended(StoreProbe.Header("owed")) with { NeedsOwner = true }).ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);
        StoreProbe.Same(3, (await probe.Now.ListAsync(new()).ConfigureAwait(false)).Count, "the executions within the bounds");
        probe.Now.Time.Advance(TimeSpan.FromDays(400));
        await probe.Now.Store.PurgeAsync(CancellationToken.None).ConfigureAwait(false);
        await probe.RestartAsync().ConfigureAwait(false);
        StoreProbe.Same(
            "open,owed", string.Join(',', (await probe.Now.ListAsync(new()).ConfigureAwait(false)).Order(StringComparer.Ordinal)), "the executions after a purge");
        StoreProbe.True(await probe.Now.LoadAsync("old").ConfigureAwait(false) is null, "what was purged must be gone");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
