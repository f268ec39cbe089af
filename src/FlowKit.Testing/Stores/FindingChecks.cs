using System.Globalization;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Every filter, alone and together with every other, and both orders.</summary>
internal static class FindingChecks
{
    private const int Mixed = 96;

    private static readonly (DateTimeOffset From, DateTimeOffset Before) Range =
        (VirtualTime.DefaultStart.AddMinutes(5), VirtualTime.DefaultStart.AddMinutes(23));

    /// <summary>Each filter, and what it lets pass.</summary>
    private static readonly (Func<ExecutionQuery, ExecutionQuery> Add, Func<ExecutionHeader, bool> Passes)[] Filters =
    [
        (query => query with { Flow = "shop:refund" }, header => header.Flow == "shop:refund"),
        (query => query with { Status = ExecutionStatus.Failed }, header => header.Status == ExecutionStatus.Failed),
        (query => query with { BusinessKey = "k1" }, header => header.BusinessKey == "k1"),
        (query => query with { BusinessKeyType = "order" }, header => header.BusinessKeyType == "order"),
        (query => query with { Creator = "ann" }, header => header.Creator == "ann"),
        (query => query with { ErrorCode = "E1" }, header => header.ErrorCode == "E1"),
        (query => query with { StartedFrom = Range.From }, header => header.StartedAt >= Range.From),
        (query => query with { StartedBefore = Range.Before }, header => header.StartedAt < Range.Before),
    ];

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("every filter works alone and together with every other, in both orders", EveryFilter),
        new("every filter goes on from page to page, in both orders", FilteredPages),
        new("filters compare letter by letter", LetterByLetter),
        new("a time range begins with its first tick and ends before its last", RangeBounds),
        new("a time range that holds nothing finds nothing", EmptyRange),
        new("oldest first is the other way round, page by page too", OldestFirst),
        new("an execution that starts between two pages comes last when the oldest come first", NewBetweenPages),
        new("an execution is found by the code it ended with, and by none when it runs again", LastErrorCode),
    ];

    private static async ValueTask EveryFilter(StoreProbe probe)
    {
        var headers = await CreateMixedAsync(probe).ConfigureAwait(false);
        for (var chosen = 0; chosen < 1 << Filters.Length; chosen++)
        {
            await SaySameAsync(probe, headers, chosen, oldestFirst: int.PopCount(chosen) % 2 == 0, limit: 1_000).ConfigureAwait(false);
        }
    }

    private static async ValueTask FilteredPages(StoreProbe probe)
    {
        var headers = await CreateMixedAsync(probe).ConfigureAwait(false);
        for (var filter = 0; filter <= Filters.Length; filter++)
        {
            var chosen = filter == Filters.Length ? 0b1100_0000 : 1 << filter;
            await SaySameAsync(probe, headers, chosen, oldestFirst: false, limit: 5).ConfigureAwait(false);
            await SaySameAsync(probe, headers, chosen, oldestFirst: true, limit: 5).ConfigureAwait(false);
        }
    }

    private static async ValueTask LetterByLetter(StoreProbe probe)
    {
        await probe.CreateAsync(Full("a", "ann")).ConfigureAwait(false);
        foreach (var other in (string[])["Ann", "an", "ann ", "ann%", "_nn", string.Empty])
        {
            foreach (var query in (ExecutionQuery[])
                [new() { Flow = other }, new() { BusinessKey = other }, new() { BusinessKeyType = other }, new() { Creator = other }, new() { ErrorCode = other }])
            {
                StoreProbe.Same(string.Empty, await IdsAsync(probe, query).ConfigureAwait(false), $"what '{other}' finds");
            }
        }

        await probe.CreateAsync(Full("b", "it's \u00e4\u4e2d %_")).ConfigureAwait(false);
        StoreProbe.Same("b", await IdsAsync(probe, new() { Creator = "it's \u00e4\u4e2d %_" }).ConfigureAwait(false), "what a text of any letters finds");
    }

    private static ExecutionHeader Full(string id, string text) => StoreProbe.Ended(StoreProbe.Header(id), ExecutionStatus.Failed) with
    {
        Flow = text,
        BusinessKey = text,
        BusinessKeyType = text,
        Creator = text,
        ErrorCode = text,
    };

    private static async ValueTask RangeBounds(StoreProbe probe)
    {
        var middle = VirtualTime.DefaultStart.AddMinutes(10).AddTicks(5);
        foreach (var (id, ticks) in ((string, int)[])[("a", -1), ("b", 0), ("c", 1), ("d", 2)])
        {
            await probe.CreateAsync(StoreProbe.Header(id) with { StartedAt = middle.AddTicks(ticks) }).ConfigureAwait(false);
        }

        StoreProbe.Same("d,c,b", await IdsAsync(probe, new() { StartedFrom = middle }).ConfigureAwait(false), "what started from a tick on");
        StoreProbe.Same("a", await IdsAsync(probe, new() { StartedBefore = middle }).ConfigureAwait(false), "what started before a tick");
        var both = new ExecutionQuery { StartedFrom = middle, StartedBefore = middle.AddTicks(2) };
        StoreProbe.Same("c,b", await IdsAsync(probe, both).ConfigureAwait(false), "what started in two ticks");
        var elsewhere = new ExecutionQuery { StartedFrom = middle.ToOffset(TimeSpan.FromHours(5)), StartedBefore = middle.AddTicks(2), Limit = 1, OldestFirst = true };
        StoreProbe.Same("b,c", await IdsAsync(probe, elsewhere).ConfigureAwait(false), "the same instants, told from another time zone");
    }

    private static async ValueTask EmptyRange(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a", 10)).ConfigureAwait(false);
        var at = VirtualTime.DefaultStart.AddMinutes(10);
        foreach (var oldestFirst in (bool[])[true, false])
        {
            var nothing = new ExecutionQuery { StartedFrom = at, StartedBefore = at, OldestFirst = oldestFirst };
            StoreProbe.Same(string.Empty, await IdsAsync(probe, nothing).ConfigureAwait(false), "what started in no time");
            var backwards = nothing with { StartedFrom = at.AddMinutes(1), StartedBefore = at.AddMinutes(-1) };
            StoreProbe.Same(string.Empty, await IdsAsync(probe, backwards).ConfigureAwait(false), "what started after and before");
            var all = new ExecutionQuery { StartedFrom = DateTimeOffset.MinValue, StartedBefore = DateTimeOffset.MaxValue, OldestFirst = oldestFirst };
            StoreProbe.Same("a", await IdsAsync(probe, all).ConfigureAwait(false), "what started ever");
        }
    }

    private static async ValueTask OldestFirst(StoreProbe probe)
    {
        // Five of one instant each: their order is the store's, and one order is the other way round.
        for (var i = 0; i < 25; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(Id(i), i / 5)).ConfigureAwait(false);
        }

        var newestFirst = await probe.ListAsync(new()).ConfigureAwait(false);
        newestFirst.Reverse();
        StoreProbe.Same(25, newestFirst.Count, "the executions");
        foreach (var limit in (int[])[1, 3, 24, 25, 1_000])
        {
            var query = new ExecutionQuery { OldestFirst = true, Limit = limit };
            StoreProbe.Same(string.Join(',', newestFirst), await IdsAsync(probe, query).ConfigureAwait(false), $"oldest first, pages of {limit}");
        }

    }

    private static async ValueTask NewBetweenPages(StoreProbe probe)
    {
        for (var i = 0; i < 6; i++)
        {
            await probe.CreateAsync(StoreProbe.Header(Id(i), i)).ConfigureAwait(false);
        }

        var query = new ExecutionQuery { OldestFirst = true, Limit = 4 };
        var first = await probe.Store.ListAsync(query, CancellationToken.None).ConfigureAwait(false);
        await probe.CreateAsync(StoreProbe.Header(Id(6), 6)).ConfigureAwait(false);
        var second = await probe.Store.ListAsync(query with { Cursor = first.Cursor }, CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Same("04,05,06", string.Join(',', second.Executions.Select(header => header.ExecutionId)), "the second page");
    }

    private static async ValueTask LastErrorCode(StoreProbe probe)
    {
        var header = StoreProbe.Header("a");
        await probe.CreateAsync(header).ConfigureAwait(false);
        await probe.SaveAsync("a", 2, "two", header: StoreProbe.Ended(header, ExecutionStatus.Failed) with { ErrorCode = "E1" }).ConfigureAwait(false);
        StoreProbe.Same("a", await IdsAsync(probe, new() { ErrorCode = "E1" }).ConfigureAwait(false), "what ended with the code");
        await probe.SaveAsync("a", 3, "three", header: header).ConfigureAwait(false);
        StoreProbe.Same(string.Empty, await IdsAsync(probe, new() { ErrorCode = "E1" }).ConfigureAwait(false), "what ended with the code, after a retry");
    }

    /// <summary>Executions of every mixture, a minute of start for each three; the newest first.</summary>
    private static async ValueTask<List<ExecutionHeader>> CreateMixedAsync(StoreProbe probe)
    {
        var headers = new List<ExecutionHeader>();
        for (var i = 0; i < Mixed; i++)
        {
            var header = StoreProbe.Header(Id(i), i / 3.0) with
            {
                Flow = i % 2 == 0 ? "shop:order" : "shop:refund",
                BusinessKey = i % 5 == 0 ? null : i % 5 < 3 ? "k1" : "k2",
                BusinessKeyType = i % 7 < 2 ? null : i % 7 < 5 ? "order" : "bill",
                Creator = i % 11 == 0 ? null : i % 11 < 7 ? "ann" : "bob",
            };
            headers.Add(i % 4 == 0 ? header : StoreProbe.Ended(header, ExecutionStatus.Failed) with { ErrorCode = i % 4 == 1 ? "E2" : "E1" });
            await probe.CreateAsync(headers[^1]).ConfigureAwait(false);
        }

        headers.Reverse();
        return headers;
    }

    private static async ValueTask SaySameAsync(StoreProbe probe, List<ExecutionHeader> newestFirst, int chosen, bool oldestFirst, int limit)
    {
        var query = new ExecutionQuery { OldestFirst = oldestFirst, Limit = limit };
        IEnumerable<ExecutionHeader> expected = newestFirst;
        for (var i = 0; i < Filters.Length; i++)
        {
            if ((chosen & (1 << i)) != 0)
            {
                query = Filters[i].Add(query);
                expected = expected.Where(Filters[i].Passes);
            }
        }

        var ids = expected.Select(header => header.ExecutionId);
        StoreProbe.Same(string.Join(',', oldestFirst ? ids.Reverse() : ids), await IdsAsync(probe, query).ConfigureAwait(false), query.ToString());
    }

    private static async ValueTask<string> IdsAsync(StoreProbe probe, ExecutionQuery query) =>
        string.Join(',', await probe.ListAsync(query).ConfigureAwait(false));

    private static string Id(int number) => number.ToString("D2", CultureInfo.InvariantCulture);
}
