using System.Globalization;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Many callers at once.</summary>
internal static class RacingChecks
{
    private const int Writers = 8;
    private const int Versions = 40;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        new("of many that create one execution at once exactly one wins", OneCreates),
        new("of many that save one version at once exactly one wins", OneSaves),
        new("executions that are saved side by side do not disturb each other", SideBySide),
    ];

    private static async ValueTask OneCreates(StoreProbe probe)
    {
        for (var round = 0; round < Versions; round++)
        {
            var id = $"a{round}";
            var won = await RaceAsync(writer => probe.TryCreateAsync(StoreProbe.Header(id), Name(writer))).ConfigureAwait(false);
            StoreProbe.Same(1, won.Count, $"writers that created execution {id}");
            await probe.ExpectAsync(id, 1, Name(won[0])).ConfigureAwait(false);
        }
    }

    private static async ValueTask OneSaves(StoreProbe probe)
    {
        await probe.CreateAsync(StoreProbe.Header("a")).ConfigureAwait(false);
        var winners = new List<string> { "start" };
        for (var version = 2; version <= Versions; version++)
        {
            var next = version;
            var won = await RaceAsync(writer => probe.TrySaveAsync("a", next, Name(writer))).ConfigureAwait(false);
            StoreProbe.Same(1, won.Count, $"writers that saved version {version}");
            winners.Add(Name(won[0]));
        }

        await probe.ExpectAsync("a", Versions, [.. winners]).ConfigureAwait(false);
    }

    private static async ValueTask SideBySide(StoreProbe probe)
    {
        await RaceAsync(async writer =>
        {
            var id = Name(writer);
            await probe.CreateAsync(StoreProbe.Header(id)).ConfigureAwait(false);
            for (var version = 2; version <= Versions; version++)
            {
                await probe.SaveAsync(id, version, $"{id}.{version}", snapshot: version % 10 == 0).ConfigureAwait(false);
            }

            return true;
        }).ConfigureAwait(false);

        for (var writer = 0; writer < Writers; writer++)
        {
            await probe.ExpectAsync(Name(writer), Versions, $"{Name(writer)}.{Versions}").ConfigureAwait(false);
        }
    }

    /// <summary>Lets all writers go at once; returns those that won.</summary>
    private static async Task<List<int>> RaceAsync(Func<int, ValueTask<bool>> write)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Writers).Select(async writer =>
        {
            await start.Task.ConfigureAwait(false);
            return (writer, won: await write(writer).ConfigureAwait(false));
        }).ToArray();
        start.SetResult();
        var results = await Task.WhenAll(writers).ConfigureAwait(false);
        return [.. results.Where(result => result.won).Select(result => result.writer)];
    }

    private static string Name(int writer) => string.Create(CultureInfo.InvariantCulture, $"writer{writer}");
}
