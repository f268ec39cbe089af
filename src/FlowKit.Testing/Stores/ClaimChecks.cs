using System.Globalization;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>Taking what belongs to nobody.</summary>
internal static class ClaimChecks
{
    private const int Many = 300;
    private const int Claimers = 6;

    public static IReadOnlyList<SharedStoreCheck> All { get; } =
    [
        new("what a session created belongs to it, and nobody claims it", OwnOnes),
        new("what was saved without a session belongs to nobody", Nobodys),
        new("claimed are executions that have a time and those that are owed something, with their headers; others wait to be asked for", DueOnly),
        new("claims take as many as they are asked for, each once", Batches),
        new("of many that claim at once none takes what another took, and nothing is left", AtOnce),
        new("a session that leaves gives everything back at once, and the others are told", Leaving),
        new("what belonged to a session whose lease ran out is claimed, however many and in whatever pages", RunOut),
        new("what was claimed goes back to nobody when the claimer ends", Again),
    ];

    private static async ValueTask OwnOnes(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        await one.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        await one.ClaimsAsync(string.Empty, "what the owner claims").ConfigureAwait(false);
        await two.ClaimsAsync(string.Empty, "what another claims").ConfigureAwait(false);
    }

    private static async ValueTask Nobodys(SharedStoreProbe probe)
    {
        var store = new StoreProbe(await probe.OpenAsync().ConfigureAwait(false));
        await store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        var one = await probe.JoinAsync().ConfigureAwait(false);
        await one.ClaimsAsync("a", "what was saved without a session").ConfigureAwait(false);
        await one.Store.SaveAsync("a", 2, "two").ConfigureAwait(false);
    }

    private static async ValueTask DueOnly(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        var open = StoreProbe.Header("open", 3) with { BusinessKey = "key", NextDue = StoreProbe.Now.AddTicks(7) };
        var owed = SharedStoreProbe.Over("owed") with { NeedsOwner = true };
        await former.Store.CreateAsync(open).ConfigureAwait(false);
        await former.Store.CreateAsync(owed).ConfigureAwait(false);
        await former.Store.CreateAsync(SharedStoreProbe.Over("over")).ConfigureAwait(false);
        await former.Store.CreateAsync(StoreProbe.Header("waits")).ConfigureAwait(false);
        await former.Store.CreateAsync(StoreProbe.Header("ended")).ConfigureAwait(false);
        await former.Store.SaveAsync("ended", 2, "end", header: SharedStoreProbe.Over("ended")).ConfigureAwait(false);
        await former.Session.DisposeAsync().ConfigureAwait(false);

        var other = await probe.JoinAsync().ConfigureAwait(false);
        var claimed = await other.Session.ClaimAsync(100, CancellationToken.None).ConfigureAwait(false);
        StoreProbe.Same(2, claimed.Count, "the executions that have a time or are owed something");
        StoreProbe.Same(open, claimed.Single(header => header.ExecutionId == "open"), "the header of the open execution");
        StoreProbe.Same(owed, claimed.Single(header => header.ExecutionId == "owed"), "the header of the owed execution");
        StoreProbe.Same(other.Session.Number, await other.OwnerAsync("waits").ConfigureAwait(false), "the owner of what only waited, once it is asked for");
        await other.Store.SaveAsync("waits", 2, "two").ConfigureAwait(false);
    }

    private static async ValueTask Batches(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        await CreateAsync(former, 25).ConfigureAwait(false);
        await former.Session.DisposeAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        var claimed = new List<string>();
        foreach (var (limit, count) in ((int, int)[])[(1, 1), (10, 10), (10, 10), (10, 4), (10, 0)])
        {
            var batch = await other.ClaimAsync(limit).ConfigureAwait(false);
            StoreProbe.Same(count, batch.Count, $"a claim of {limit}");
            claimed.AddRange(batch);
        }

        Complete(claimed, 25);
    }

    private static async ValueTask AtOnce(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        await CreateAsync(former, Many).ConfigureAwait(false);
        await former.Session.DisposeAsync().ConfigureAwait(false);
        var members = new List<SharedStoreMember>();
        for (var i = 0; i < Claimers; i++)
        {
            members.Add(await probe.JoinAsync().ConfigureAwait(false));
        }

        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var claims = members.ConvertAll(async member =>
        {
            await start.Task.ConfigureAwait(false);
            return await member.ClaimAllAsync(7).ConfigureAwait(false);
        });
        start.SetResult();
        var claimed = await Task.WhenAll(claims).ConfigureAwait(false);

        // One that looks while another is about to take the last ones may find none; what is left then is taken by whoever looks again.
        var rest = await members[0].ClaimAllAsync().ConfigureAwait(false);
        Complete([.. claimed.SelectMany(ids => ids), .. rest], Many);
        for (var i = 0; i < members.Count; i++)
        {
            foreach (var id in claimed[i])
            {
                await members[i].Store.SaveAsync(id, 2, "two").ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask Leaving(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        await former.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        one.Inbox.ForgetWorkLeft();
        two.Inbox.ForgetWorkLeft();
        await former.Session.DisposeAsync().ConfigureAwait(false);
        await one.Inbox.WorkLeftAsync().ConfigureAwait(false);
        await two.Inbox.WorkLeftAsync().ConfigureAwait(false);
        await one.ClaimsAsync("a", "what a session left behind").ConfigureAwait(false);
    }

    private static async ValueTask RunOut(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync(probe.ShortLease).ConfigureAwait(false);
        await CreateAsync(former, 25).ConfigureAwait(false);
        await probe.LetLeaseRunOutAsync().ConfigureAwait(false);
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        var claimed = await one.ClaimAsync(10).ConfigureAwait(false);
        StoreProbe.Same(10, claimed.Count, "a claim of 10");
        claimed.AddRange(await two.ClaimAllAsync().ConfigureAwait(false));
        Complete(claimed, 25);
    }

    private static async ValueTask Again(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        await one.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        for (var version = 2; version < 5; version++)
        {
            await one.Session.DisposeAsync().ConfigureAwait(false);
            one = await probe.JoinAsync().ConfigureAwait(false);
            await one.ClaimsAsync("a", "what a claimer left behind").ConfigureAwait(false);
            await one.Store.SaveAsync("a", version, "more").ConfigureAwait(false);
        }
    }

    private static async ValueTask CreateAsync(SharedStoreMember member, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await member.Store.CreateAsync(SharedStoreProbe.Owed(Id(i))).ConfigureAwait(false);
        }
    }

    private static void Complete(List<string> claimed, int count)
    {
        claimed.Sort(StringComparer.Ordinal);
        StoreProbe.Same(
            string.Join(',', Enumerable.Range(0, count).Select(Id)), string.Join(',', claimed), "what was claimed, each once");
    }

    private static string Id(int number) => number.ToString("D4", CultureInfo.InvariantCulture);
}
