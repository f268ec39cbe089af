namespace FlowKit.Testing.Stores;

/// <summary>Finding whose an execution is.</summary>
internal static class OwnerChecks
{
    private const int Askers = 6;
    private const int Rounds = 20;

    public static IReadOnlyList<SharedStoreCheck> All { get; } =
    [
        new("an execution belongs to whoever created it, ended or not, and everybody is told so", Creator),
        new("an unknown execution belongs to nobody, and nobody takes it", Unknown),
        new("one that belongs to nobody is taken by whoever asks for it, ended or not", Taken),
        new("of many that ask at once for one that belongs to nobody one takes it, and all are told who", AtOnce),
    ];

    private static async ValueTask Creator(SharedStoreProbe probe)
    {
        var owner = await probe.JoinAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await owner.Store.CreateAsync(StoreProbe.Header("open")).ConfigureAwait(false);
        await owner.Store.CreateAsync(SharedStoreProbe.Over("over")).ConfigureAwait(false);
        foreach (var id in (string[])["open", "over"])
        {
            StoreProbe.Same(owner.Session.Number, await owner.OwnerAsync(id).ConfigureAwait(false), $"the owner of {id}, as the owner is told");
            StoreProbe.Same(owner.Session.Number, await other.OwnerAsync(id).ConfigureAwait(false), $"the owner of {id}, as another is told");
        }
    }

    private static async ValueTask Unknown(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        StoreProbe.Same(0, await one.OwnerAsync("a").ConfigureAwait(false), "the owner of an unknown execution");
        var two = await probe.JoinAsync().ConfigureAwait(false);
        await two.Store.CreateAsync(StoreProbe.Header("a")).ConfigureAwait(false);
        StoreProbe.Same(two.Session.Number, await one.OwnerAsync("a").ConfigureAwait(false), "the owner of one that was unknown before");
    }

    private static async ValueTask Taken(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        await former.Store.CreateAsync(StoreProbe.Header("open")).ConfigureAwait(false);
        await former.Store.CreateAsync(SharedStoreProbe.Over("over")).ConfigureAwait(false);
        await former.Session.DisposeAsync().ConfigureAwait(false);
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        foreach (var id in (string[])["open", "over"])
        {
            StoreProbe.Same(one.Session.Number, await one.OwnerAsync(id).ConfigureAwait(false), $"the owner of {id}, which was nobody's");
            StoreProbe.Same(one.Session.Number, await two.OwnerAsync(id).ConfigureAwait(false), $"the owner of {id}, which another took");
            await one.Store.SaveAsync(id, 2, "two").ConfigureAwait(false);
        }

        await two.ClaimsAsync(string.Empty, "what is left once it was taken").ConfigureAwait(false);
    }

    private static async ValueTask AtOnce(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        for (var round = 0; round < Rounds; round++)
        {
            await former.Store.CreateAsync(StoreProbe.Header($"a{round}")).ConfigureAwait(false);
        }

        await former.Session.DisposeAsync().ConfigureAwait(false);
        var members = new List<SharedStoreMember>();
        for (var i = 0; i < Askers; i++)
        {
            members.Add(await probe.JoinAsync().ConfigureAwait(false));
        }

        for (var round = 0; round < Rounds; round++)
        {
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var id = $"a{round}";
            var asked = members.ConvertAll(async member =>
            {
                await start.Task.ConfigureAwait(false);
                return await member.OwnerAsync(id).ConfigureAwait(false);
            });
            start.SetResult();
            var owners = (await Task.WhenAll(asked).ConfigureAwait(false)).Distinct().ToList();
            StoreProbe.Same(1, owners.Count, "the owners that those who ask at once are told of");
            await members.Single(member => member.Session.Number == owners[0]).Store.SaveAsync(id, 2, "two").ConfigureAwait(false);
        }
    }
}
