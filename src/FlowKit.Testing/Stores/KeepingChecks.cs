using System.Globalization;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Texts of flows, and what is removed in time.</summary>
internal static class KeepingChecks
{
    private const int LargeText = 5_000_000;
    private static readonly TimeSpan Long = TimeSpan.FromDays(400);

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("the text of a flow version is found as it was kept", Text),
        new("a text that was never kept is not found", UnknownText),
        new("the text that was kept first stays", FirstText),
        new("many may keep one text at once", SameText),
        new("texts of all letters and of millions of them come back as they were", AnyText),
        new("a purge removes nothing that is within the bounds", PurgeNothing),
        new("a purge removes what ended long ago, tells how many, and nothing that is open", PurgeOld),
        new("a purge leaves an ended execution that is owed something", PurgeOwed),
        new("what the engine must look at by itself is known to the tick, and no more once that is past", Due),
    ];

    private static async ValueTask Text(StoreProbe probe)
    {
        FlowText[] texts =
        [
            new("shop:order", "v1", "one", IsForeign: false),
            new("shop:order", "v2", "two", IsForeign: true),
            new("shop:refund", "v1", "three", IsForeign: false),
        ];
        foreach (var text in texts)
        {
            await probe.Store.KeepFlowAsync(text, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var text in texts)
        {
            await FindsAsync(probe, text).ConfigureAwait(false);
        }
    }

    private static async ValueTask UnknownText(StoreProbe probe)
    {
        await probe.Store.KeepFlowAsync(new("shop:order", "v1", "one", IsForeign: false), CancellationToken.None).ConfigureAwait(false);
        foreach (var (flow, version) in ((string, string)[])[("shop:order", "v2"), ("shop:refund", "v1"), ("shop:order", "V1"), ("v1", "shop:order")])
        {
            var found = await probe.Store.FindFlowAsync(flow, version, CancellationToken.None).ConfigureAwait(false);
            StoreProbe.True(found is null, $"version {version} of {flow} was never kept and must not be found");
        }
    }

    private static async ValueTask FirstText(StoreProbe probe)
    {
        var first = new FlowText("shop:order", "v1", "one", IsForeign: false);
        await probe.Store.KeepFlowAsync(first, CancellationToken.None).ConfigureAwait(false);
        await probe.Store.KeepFlowAsync(new("shop:order", "v1", "other", IsForeign: true), CancellationToken.None).ConfigureAwait(false);
        await FindsAsync(probe, first).ConfigureAwait(false);
    }

    private static async ValueTask SameText(StoreProbe probe)
    {
        var text = new FlowText("shop:order", "v1", "one", IsForeign: true);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => probe.Store.KeepFlowAsync(text, CancellationToken.None).AsTask())).ConfigureAwait(false);
        await FindsAsync(probe, text).ConfigureAwait(false);
    }

    private static async ValueTask AnyText(StoreProbe probe)
    {
        var odd = new FlowText("w's:\u00e4 \"f\"", "sha256-Zm9v+/=", "a: 'b'\r\n\tc: \"%_\\\" # \u00e4\u4e2d\U0001F600\n", IsForeign: false);
        var large = new FlowText("shop:large", "v1", string.Concat(Enumerable.Repeat("0123456789", LargeText / 10)), IsForeign: true);
        var empty = new FlowText("shop:empty", "v1", string.Empty, IsForeign: false);
        foreach (var text in (FlowText[])[odd, large, empty])
        {
            await probe.Store.KeepFlowAsync(text, CancellationToken.None).ConfigureAwait(false);
            await FindsAsync(probe, text).ConfigureAwait(false);
        }
    }

    private static async ValueTask FindsAsync(StoreProbe probe, FlowText expected)
    {
        var found = await probe.Store.FindFlowAsync(expected.Flow, expected.Version, CancellationToken.None).ConfigureAwait(false)
            ?? throw new StoreContractException($"version {expected.Version} of {expected.Flow} was kept and must be found");
        StoreProbe.True(found.Text == expected.Text, $"the text of {expected.Flow} must come back as it was");
        StoreProbe.Same(expected with { Text = string.Empty }, found with { Text = string.Empty }, "what is kept beside the text");
    }

    private static async ValueTask PurgeNothing(StoreProbe probe)
    {
        await CreateAsync(probe, ended: 40, open: 10).ConfigureAwait(false);
        StoreProbe.Same(0, await probe.Store.PurgeAsync(CancellationToken.None).ConfigureAwait(false), "purged within the bounds");
        StoreProbe.Same(50, (await probe.ListAsync(new()).ConfigureAwait(false)).Count, "the executions that are left");
    }

    private static async ValueTask PurgeOld(StoreProbe probe)
    {
        await CreateAsync(probe, ended: 300, open: 10).ConfigureAwait(false);
        probe.Time.Advance(Long);
        StoreProbe.Same(300, await probe.Store.PurgeAsync(CancellationToken.None).ConfigureAwait(false), "purged after 400 days");
        StoreProbe.Same(10, (await probe.ListAsync(new()).ConfigureAwait(false)).Count, "the executions that are left");
        StoreProbe.Same(10, (await probe.OpenAsync().ConfigureAwait(false)).Count, "the open executions that are left");
        StoreProbe.Same(0, await probe.Store.PurgeAsync(CancellationToken.None).ConfigureAwait(false), "purged a second time");
        StoreProbe.True(await probe.LoadAsync("ended0").ConfigureAwait(false) is null, "what was purged must not be found");
    }

    private static async ValueTask PurgeOwed(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header("owed")) with { NeedsOwner = true }).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header("again"))).ConfigureAwait(false);
        await probe.SaveAsync("again", 2, "two", header: StoreProbe.Header("again")).ConfigureAwait(false);
        probe.Time.Advance(Long);
        StoreProbe.Same(0, await probe.Store.PurgeAsync(CancellationToken.None).ConfigureAwait(false), "purged of what is owed, or runs again");
        await probe.ExpectAsync("owed", 1, "start").ConfigureAwait(false);
        await probe.ExpectAsync("again", 2, "start", "two").ConfigureAwait(false);
    }

    private static async ValueTask CreateAsync(StoreProbe probe, int ended, int open)
    {
        for (var i = 0; i < ended; i++)
        {
            await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header(string.Create(CultureInfo.InvariantCulture, $"ended{i}")))).ConfigureAwait(false);
        }

        for (var i = 0; i < open; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(string.Create(CultureInfo.InvariantCulture, $"open{i}"))).ConfigureAwait(false);
        }
    }

    private static async ValueTask Due(StoreProbe probe)
    {
        var header = StoreProbe.Header("a");
        var due = header with { NextDue = StoreProbe.Now.AddDays(3).AddTicks(7) };
        await probe.CreateAsync(header).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two", header: due).ConfigureAwait(false);
        await SaysAsync(probe, due).ConfigureAwait(false);
        var never = header with { NextDue = DateTimeOffset.MaxValue.AddTicks(-1), Status = ExecutionStatus.Paused };
        await probe.SaveAsync("a", 3, "three", header: never).ConfigureAwait(false);
        await SaysAsync(probe, never).ConfigureAwait(false);
        await probe.SaveAsync("a", 4, "four", header: header).ConfigureAwait(false);
        await SaysAsync(probe, header).ConfigureAwait(false);
    }

    private static async ValueTask SaysAsync(StoreProbe probe, ExecutionHeader header)
    {
        StoreProbe.Same(header, (await probe.OpenAsync().ConfigureAwait(false)).Single(), "the open header");
        StoreProbe.Same(header, (await probe.LoadAsync("a").ConfigureAwait(false))?.Header, "the loaded header");
    }
}
