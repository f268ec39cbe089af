using System.Globalization;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Finding executions.</summary>
internal static class ListingChecks
{
    private const int Many = 2_500;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("executions are listed newest first", NewestFirst),
        new("a page holds no more than asked for, and the pages together hold every execution once", Pages),
        new("executions of one instant are each listed once, however small the pages", SameInstant),
        new("an execution that starts between two pages moves none of the others", NewBetweenPages),
        new("executions are found by flow, by status and by key, alone and together", Filters),
        new("a filter goes on from page to page", FilteredPages),
        new("an execution is found by what its last header says", LastHeader),
        new("open are those that have not ended and those that are owed something", Open),
        new("all open executions are listed, however many", ManyOpen),
        new("due are those that are owed something, and behind them those with a time, the earliest first", Due),
        new("a list of what is due goes on behind a time, without what is owed", DueAfter),
        new("all that is due is listed, however many, also of one instant", ManyDue),
    ];

    private static async ValueTask NewestFirst(StoreProbe probe)
    {
        foreach (var (id, minutes) in ((string, double)[])[("b", 2), ("d", 4), ("a", 1), ("c", 3)])
        {
            await probe.CreateAsync(StoreProbe.Header(id, minutes)).ConfigureAwait(false);
        }

        await SaySameAsync(probe, new(), "d,c,b,a").ConfigureAwait(false);
        var page = await probe.Store.ListAsync(new() { Limit = 4 }, CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Same(4, page.Executions.Count, "the executions of a page that holds them all");
    }

    private static async ValueTask Pages(StoreProbe probe)
    {
        for (var i = 0; i < 25; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(Id(i), i)).ConfigureAwait(false);
        }

        var newestFirst = string.Join(',', Enumerable.Range(0, 25).Reverse().Select(Id));
        foreach (var limit in (int[])[1, 5, 7, 24, 25, 26, 1_000])
        {
            await SaySameAsync(probe, new() { Limit = limit }, newestFirst).ConfigureAwait(false);
        }
    }

    private static async ValueTask SameInstant(StoreProbe probe)
    {
        for (var i = 0; i < 20; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(Id(i))).ConfigureAwait(false);
        }

        var found = await probe.ListAsync(new() { Limit = 3 }).ConfigureAwait(false);
        found.Sort(StringComparer.Ordinal);
        StoreProbe.Same(string.Join(',', Enumerable.Range(0, 20).Select(Id)), string.Join(',', found), "the executions of one instant");
    }

    private static async ValueTask NewBetweenPages(StoreProbe probe)
    {
        for (var i = 0; i < 6; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(Id(i), i)).ConfigureAwait(false);
        }

        var first = await probe.Store.ListAsync(new() { Limit = 3 }, CancellationToken.None).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header(Id(6), 6)).ConfigureAwait(false);
        var second = await probe.Store.ListAsync(new() { Limit = 3, Cursor = first.Cursor }, CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Same("002,001,000", string.Join(',', second.Executions.Select(header => header.ExecutionId)), "the second page");
    }

    private static async ValueTask Filters(StoreProbe probe)
    {
        await CreateMixedAsync(probe).ConfigureAwait(false);
        await SaySameAsync(probe, new() { Flow = "shop:order" }, "d,b,a").ConfigureAwait(false);
        await SaySameAsync(probe, new() { Flow = "shop:orders" }, string.Empty).ConfigureAwait(false);
        await SaySameAsync(probe, new() { Status = ExecutionStatus.Running }, "d,c,a").ConfigureAwait(false);
        await SaySameAsync(probe, new() { BusinessKey = "k1" }, "d,c").ConfigureAwait(false);
        await SaySameAsync(probe, new() { BusinessKey = "K1" }, string.Empty).ConfigureAwait(false);
        await SaySameAsync(probe, new() { Flow = "shop:order", Status = ExecutionStatus.Running }, "d,a").ConfigureAwait(false);
        await SaySameAsync(
            probe, new() { Flow = "shop:order", Status = ExecutionStatus.Running, BusinessKey = "k1" }, "d").ConfigureAwait(false);
    }

    /// <summary>Four executions of two flows, one of them ended, two with a key.</summary>
    private static async ValueTask CreateMixedAsync(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a", 1)).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header("b", 2))).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header("c", 3) with { Flow = "shop:refund", BusinessKey = "k1" }).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header("d", 4) with { BusinessKey = "k1" }).ConfigureAwait(false);
    }

    private static async ValueTask FilteredPages(StoreProbe probe)
    {
        for (var i = 0; i < 30; i++)
        {
            var header = StoreProbe.Header(Id(i), i);
            await probe.CreateAsync(i % 3 == 0 ? StoreProbe.Ended(header) : header).ConfigureAwait(false);
        }

        var ended = string.Join(',', Enumerable.Range(0, 30).Where(i => i % 3 == 0).Reverse().Select(Id));
        await SaySameAsync(probe, new() { Status = ExecutionStatus.Succeed, Limit = 4 }, ended).ConfigureAwait(false);
    }

    private static async ValueTask LastHeader(StoreProbe probe)
    {
        var header = StoreProbe.Header("a");
        await probe.CreateAsync(header).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two", header: StoreProbe.Ended(header, ExecutionStatus.Failed)).ConfigureAwait(false);
        await SaySameAsync(probe, new() { Status = ExecutionStatus.Running }, string.Empty).ConfigureAwait(false);
        await SaySameAsync(probe, new() { Status = ExecutionStatus.Failed }, "a").ConfigureAwait(false);
        StoreProbe.Same(0, (await probe.OpenAsync().ConfigureAwait(false)).Count, "open executions after the end");

        await probe.SaveAsync("a", 3, "three", header: header with { NextDue = StoreProbe.Now }).ConfigureAwait(false);
        StoreProbe.Same(1, (await probe.OpenAsync().ConfigureAwait(false)).Count, "open executions after a retry");
    }

    private static async ValueTask Open(StoreProbe probe)
    {
        foreach (var status in Enum.GetValues<ExecutionStatus>())
        {
            var header = StoreProbe.Header(status.ToString()) with { Status = status };
            await probe.CreateAsync(status.IsEnded() ? StoreProbe.Ended(header, status) : header).ConfigureAwait(false);
        }

        await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header("owed")) with { NeedsOwner = true }).ConfigureAwait(false);
        var expected = Enum.GetValues<ExecutionStatus>().Where(status => !status.IsEnded()).Select(status => status.ToString()).Append("owed");
        var open = await probe.OpenAsync().ConfigureAwait(false);
        StoreProbe.Same(
            string.Join(',', expected.Order(StringComparer.Ordinal)),
            string.Join(',', open.Select(header => header.ExecutionId).Order(StringComparer.Ordinal)),
            "the open executions");
    }

    private static async ValueTask ManyOpen(StoreProbe probe)
    {
        for (var i = 0; i < Many; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(Id(i), i / 100.0)).ConfigureAwait(false);
        }

        var open = await probe.OpenAsync().ConfigureAwait(false);
        StoreProbe.Same(Many, open.Select(header => header.ExecutionId).Distinct().Count(), "the open executions");
        StoreProbe.Same(Many, open.Count, "the open executions, each once");
    }

    private static async ValueTask Due(StoreProbe probe)
    {
        foreach (var (id, minutes) in ((string, int)[])[("c", 30), ("a", 10), ("d", 40), ("b", 20)])
        {
            await probe.CreateAsync(DueIn(id, minutes)).ConfigureAwait(false);
        }

        await probe.CreateAsync(StoreProbe.Header("waits")).ConfigureAwait(false);
        await probe.CreateAsync(DueIn("owed", 50) with { NeedsOwner = true }).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header("news")) with { NeedsOwner = true }).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Ended(StoreProbe.Header("over"))).ConfigureAwait(false);
        var due = await probe.DueAsync(null).ConfigureAwait(false);
        StoreProbe.Same("news,owed", string.Join(',', due.Take(2).Order(StringComparer.Ordinal)), "what is owed something");
        StoreProbe.Same("a,b,c,d", string.Join(',', due.Skip(2)), "what has a time");

        await probe.SaveAsync("a", 2, "later", header: DueIn("a", 35)).ConfigureAwait(false);
        await probe.SaveAsync("b", 2, "never", header: StoreProbe.Header("b")).ConfigureAwait(false);
        await probe.SaveAsync("owed", 2, "done", header: DueIn("owed", 5)).ConfigureAwait(false);
        due = await probe.DueAsync(null).ConfigureAwait(false);
        StoreProbe.Same("news,owed,c,a,d", string.Join(',', due), "what is due after times have changed");
    }

    private static async ValueTask DueAfter(StoreProbe probe)
    {
        for (var i = 0; i < 6; i++)
        {
            await probe.CreateAsync(DueIn(Id(i), i)).ConfigureAwait(false);
        }

        await probe.CreateAsync(StoreProbe.Header("owed") with { NeedsOwner = true }).ConfigureAwait(false);
        var behind = await probe.DueAsync(StoreProbe.Now.AddMinutes(3)).ConfigureAwait(false);
        StoreProbe.Same($"{Id(4)},{Id(5)}", string.Join(',', behind), "what is due behind a time");
        behind = await probe.DueAsync(StoreProbe.Now.AddMinutes(3).AddTicks(-1)).ConfigureAwait(false);
        StoreProbe.Same(3, behind.Count, "what is due from a time on");
    }

    private static async ValueTask ManyDue(StoreProbe probe)
    {
        for (var i = 0; i < Many; i++)
        {
            await probe.CreateAsync(DueIn(Id(i), i % 2) with { NeedsOwner = i % 3 == 0 }).ConfigureAwait(false);
        }

        var due = await probe.DueAsync(null).ConfigureAwait(false);
        StoreProbe.Same(Many, due.Distinct().Count(), "what is due");
        StoreProbe.Same(Many, due.Count, "what is due, each once");
    }

    private static ExecutionHeader DueIn(string id, int minutes) => StoreProbe.Header(id) with { NextDue = StoreProbe.Now.AddMinutes(minutes) };

    private static async ValueTask SaySameAsync(StoreProbe probe, ExecutionQuery query, string expected) => StoreProbe.Same(
        expected,
        string.Join(',', await probe.ListAsync(query).ConfigureAwait(false)),
        $"flow {query.Flow ?? "any"}, status {query.Status?.ToText() ?? "any"}, key {query.BusinessKey ?? "any"}, pages of {query.Limit}");

    private static string Id(int number) => number.ToString("D3", CultureInfo.InvariantCulture);
}
