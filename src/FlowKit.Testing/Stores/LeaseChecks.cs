namespace FlowKit.Testing.Stores;

/// <summary>Sessions and how long they live.</summary>
internal static class LeaseChecks
{
    public static IReadOnlyList<SharedStoreCheck> All { get; } =
    [
        new("the numbers of sessions begin at 1 or above and rise, also when sessions have left", NumbersRise),
        new("a renewal tells of the others that live, and of no other", Others),
        new("a renewal tells when the first of the other leases runs out", NextEnd),
        new("a lease that is renewed does not run out", Renewed),
        new("a lease that ran out is renewed as long as nobody took over", RenewedLate),
        new("a session that another took over from is told so, for good", TakenOver),
    ];

    private static async ValueTask NumbersRise(SharedStoreProbe probe)
    {
        var last = 0L;
        for (var i = 0; i < 6; i++)
        {
            var member = await probe.JoinAsync().ConfigureAwait(false);
            StoreProbe.True(member.Session.Number > last, $"session {member.Session.Number} must have a number above {last}");
            last = member.Session.Number;
            if (i % 2 == 1)
            {
                await member.Session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask Others(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        StoreProbe.Same(0, (await one.RenewAsync().ConfigureAwait(false)).Others.Count, "the others of a session that is alone");
        var two = await probe.JoinAsync().ConfigureAwait(false);
        var three = await probe.JoinAsync().ConfigureAwait(false);
        await SaySameAsync(one, two, three).ConfigureAwait(false);
        await SaySameAsync(three, one, two).ConfigureAwait(false);
        await two.Session.DisposeAsync().ConfigureAwait(false);
        await SaySameAsync(one, three).ConfigureAwait(false);
    }

    private static async ValueTask NextEnd(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        StoreProbe.Same(null, (await one.RenewAsync().ConfigureAwait(false)).NextEnd, "the next end for a session that is alone");
        await probe.JoinAsync().ConfigureAwait(false);
        var end = (await one.RenewAsync().ConfigureAwait(false)).NextEnd;
        StoreProbe.True(
            end > probe.ShortLease && end <= SharedStoreProbe.LongLease, $"with one other lease of an hour the next end is within it, not {end}");
        await probe.JoinAsync(probe.ShortLease).ConfigureAwait(false);
        end = (await one.RenewAsync().ConfigureAwait(false)).NextEnd;
        StoreProbe.True(end <= probe.ShortLease, $"the next end is that of the lease that ends first, not {end}");
        await probe.LetLeaseRunOutAsync().ConfigureAwait(false);
        StoreProbe.Same(TimeSpan.Zero, (await one.RenewAsync().ConfigureAwait(false)).NextEnd, "the next end when a lease has run out");
    }

    private static async ValueTask Renewed(SharedStoreProbe probe)
    {
        var renewed = await probe.JoinAsync(probe.ShortLease * 4).ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await renewed.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            await probe.PassAsync(2).ConfigureAwait(false);
            await other.ClaimsAsync(string.Empty, "what is claimed of a session that is renewed").ConfigureAwait(false);
            StoreProbe.True((await renewed.RenewAsync().ConfigureAwait(false)).IsHeld, "a lease that has not run out is held");
        }

        await renewed.Store.SaveAsync("a", 2, "two").ConfigureAwait(false);
    }

    private static async ValueTask RenewedLate(SharedStoreProbe probe)
    {
        var late = await probe.JoinAsync(probe.ShortLease).ConfigureAwait(false);
        await late.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        await probe.LetLeaseRunOutAsync().ConfigureAwait(false);
        StoreProbe.True((await late.RenewAsync().ConfigureAwait(false)).IsHeld, "a lease that nobody took over is held");
        await late.Store.SaveAsync("a", 2, "two").ConfigureAwait(false);
    }

    private static async ValueTask TakenOver(SharedStoreProbe probe)
    {
        var late = await probe.JoinAsync(probe.ShortLease).ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await probe.LetLeaseRunOutAsync().ConfigureAwait(false);
        await other.ClaimAllAsync().ConfigureAwait(false);
        for (var i = 0; i < 2; i++)
        {
            StoreProbe.True(!(await late.RenewAsync().ConfigureAwait(false)).IsHeld, "a lease that another took over is not held");
        }

        await SaySameAsync(other).ConfigureAwait(false);
    }

    private static async ValueTask SaySameAsync(SharedStoreMember member, params SharedStoreMember[] others)
    {
        var state = await member.RenewAsync().ConfigureAwait(false);
        StoreProbe.True(state.IsHeld, "a session that nobody took over from is held");
        StoreProbe.Same(
            string.Join(',', others.Select(other => other.Session.Number).Order()), string.Join(',', state.Others.Order()), "the others that live");
    }
}
