using FlowKit.Errors;

namespace FlowKit.Testing.Stores;

/// <summary>Who may save what.</summary>
internal static class FencingChecks
{
    private const int Rounds = 5;

    /// <summary>All in one go: a store that looks through all of its executions for every hundred would take hours on a busy machine.</summary>
    private const int AtOnce = 1_000_000;

    public static IReadOnlyList<SharedStoreCheck> All { get; } =
    [
        new("a save of what belongs to another session is refused and changes nothing", OfOthers),
        new("what belongs to another session is deleted by nobody but its owner, open or ended", Deletions),
        new("once taken over, saves and creations of the former owner are refused and change nothing", FormerOwner),
        new("a session that has left saves, creates and deletes nothing any more", AfterLeaving),
        new("what was taken over goes on where it stood", GoesOn),
        new("an id that another session has created is not created again", KnownId),
        new("a save that was taken before a take-over is seen by whoever takes over, and none is taken after", SavesWhileTaken),
        new("an execution created before a take-over is taken over, and none is created after", CreationsWhileTaken),
    ];

    private static async ValueTask OfOthers(SharedStoreProbe probe)
    {
        var owner = await probe.JoinAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await owner.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        await RefusedSaveAsync(other, "a", 2).ConfigureAwait(false);
        await RefusedSaveAsync(other, "a", 7).ConfigureAwait(false);
        await other.Store.ExpectAsync("a", 1, "start").ConfigureAwait(false);
        await owner.Store.SaveAsync("a", 2, "two").ConfigureAwait(false);
        await other.Store.ExpectAsync("a", 2, "start", "two").ConfigureAwait(false);
    }

    private static async ValueTask Deletions(SharedStoreProbe probe)
    {
        var owner = await probe.JoinAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await owner.Store.CreateAsync(SharedStoreProbe.Owed("open")).ConfigureAwait(false);
        await owner.Store.CreateAsync(SharedStoreProbe.Over("over")).ConfigureAwait(false);
        foreach (var id in (string[])["open", "over"])
        {
            await RefusedDeletionAsync(other, id).ConfigureAwait(false);
            await other.Store.ExpectAsync(id, 1, "start").ConfigureAwait(false);
            StoreProbe.True(await TryDeleteAsync(owner, id).ConfigureAwait(false), "what belongs to a session must be deleted by it");
            StoreProbe.True(await other.Store.LoadAsync(id).ConfigureAwait(false) is null, "what was deleted must be gone");
            StoreProbe.True(!await TryDeleteAsync(other, id).ConfigureAwait(false), "deleting what is unknown must return false");
        }
    }

    private static async ValueTask FormerOwner(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync(probe.ShortLease).ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await former.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        await probe.LetLeaseRunOutAsync().ConfigureAwait(false);
        await other.ClaimsAsync("a", "what is claimed of a session whose lease ran out").ConfigureAwait(false);
        await DeadAsync(former, other).ConfigureAwait(false);
    }

    private static async ValueTask AfterLeaving(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await former.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        await former.Session.DisposeAsync().ConfigureAwait(false);
        await DeadAsync(former, other).ConfigureAwait(false);
    }

    private static async ValueTask DeadAsync(SharedStoreMember dead, SharedStoreMember other)
    {
        await RefusedSaveAsync(dead, "a", 2).ConfigureAwait(false);
        await SharedStoreProbe.RefusedAsync(
            async () => await dead.Store.TryCreateAsync(SharedStoreProbe.Owed("b")).ConfigureAwait(false), "a creation of a session that is over").ConfigureAwait(false);
        await RefusedDeletionAsync(dead, "a").ConfigureAwait(false);
        await other.Store.ExpectAsync("a", 1, "start").ConfigureAwait(false);
        StoreProbe.True(await other.Store.LoadAsync("b").ConfigureAwait(false) is null, "a creation that was refused must leave nothing");
    }

    private static async ValueTask GoesOn(SharedStoreProbe probe)
    {
        var former = await probe.JoinAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await former.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        await former.Store.SaveAsync("a", 2, "two").ConfigureAwait(false);
        await former.Session.DisposeAsync().ConfigureAwait(false);
        await other.ClaimsAsync("a", "what is claimed of a session that left").ConfigureAwait(false);
        StoreProbe.True(!await other.Store.TrySaveAsync("a", 2, "other").ConfigureAwait(false), "a version that is taken must not be taken again");
        await other.Store.SaveAsync("a", 3, "three").ConfigureAwait(false);
        await other.Store.ExpectAsync("a", 3, "start", "two", "three").ConfigureAwait(false);
    }

    private static async ValueTask KnownId(SharedStoreProbe probe)
    {
        var owner = await probe.JoinAsync().ConfigureAwait(false);
        var other = await probe.JoinAsync().ConfigureAwait(false);
        await owner.Store.CreateAsync(SharedStoreProbe.Owed("a")).ConfigureAwait(false);
        StoreProbe.True(!await other.Store.TryCreateAsync(SharedStoreProbe.Owed("a"), "other").ConfigureAwait(false), "an id that is known must not be taken");
        StoreProbe.Same(owner.Session.Number, await other.OwnerAsync("a").ConfigureAwait(false), "the owner after another tried to create it");
        StoreProbe.True(!await owner.Store.TrySaveAsync("b", 2, "two").ConfigureAwait(false), "a save of an unknown execution must not be taken");
    }

    private static async ValueTask SavesWhileTaken(SharedStoreProbe probe)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var former = await probe.JoinAsync().ConfigureAwait(false);
            var other = await probe.JoinAsync().ConfigureAwait(false);
            var id = $"a{round}";
            await former.Store.CreateAsync(SharedStoreProbe.Owed(id)).ConfigureAwait(false);
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var saving = Task.Run(() => SaveUntilRefusedAsync(former, id, begun));
            await begun.Task.ConfigureAwait(false);
            await former.Session.DisposeAsync().ConfigureAwait(false);
            var claimed = await other.ClaimAllAsync().ConfigureAwait(false);
            StoreProbe.True(claimed.Contains(id), "what a session left behind while it saved must be claimed");
            var found = await other.Store.LoadAsync(id).ConfigureAwait(false);
            StoreProbe.Same(await saving.ConfigureAwait(false), found!.Version, "the version that was taken over, when the last save that was taken");
            await other.Store.SaveAsync(id, found.Version + 1, "other").ConfigureAwait(false);
            await other.Session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask CreationsWhileTaken(SharedStoreProbe probe)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var former = await probe.JoinAsync().ConfigureAwait(false);
            var other = await probe.JoinAsync().ConfigureAwait(false);
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var prefix = $"r{round}-";
            var creating = Task.Run(() => CreateUntilRefusedAsync(former, prefix, begun));
            await begun.Task.ConfigureAwait(false);
            await former.Session.DisposeAsync().ConfigureAwait(false);
            var claimed = (await other.ClaimAllAsync(AtOnce).ConfigureAwait(false)).Count(id => id.StartsWith(prefix, StringComparison.Ordinal));
            StoreProbe.Same(await creating.ConfigureAwait(false), claimed, "the executions that were taken over, when so many were created");
            await other.Session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The last version that was taken.</summary>
    private static async Task<long> SaveUntilRefusedAsync(SharedStoreMember member, string id, TaskCompletionSource begun)
    {
        for (var version = 2L; ; version++)
        {
            try
            {
                await member.Store.SaveAsync(id, version, "more").ConfigureAwait(false);
            }
            catch (FlowException refused) when (refused.Code == FlowErrorCodes.LeaseLost)
            {
                return version - 1;
            }

            begun.TrySetResult();
        }
    }

    /// <summary>How many were created.</summary>
    private static async Task<int> CreateUntilRefusedAsync(SharedStoreMember member, string prefix, TaskCompletionSource begun)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                await member.Store.CreateAsync(SharedStoreProbe.Owed($"{prefix}{count}")).ConfigureAwait(false);
            }
            catch (FlowException refused) when (refused.Code == FlowErrorCodes.LeaseLost)
            {
                return count;
            }

            begun.TrySetResult();
        }
    }

    private static ValueTask<bool> TryDeleteAsync(SharedStoreMember member, string id) => member.Session.TryDeleteAsync(id, CancellationToken.None);

    private static ValueTask RefusedDeletionAsync(SharedStoreMember member, string id) => SharedStoreProbe.RefusedAsync(
        async () => await TryDeleteAsync(member, id).ConfigureAwait(false), "a deletion of what does not belong to the session");

    private static ValueTask RefusedSaveAsync(SharedStoreMember member, string id, long version) => SharedStoreProbe.RefusedAsync(
        async () => await member.Store.TrySaveAsync(id, version, "refused").ConfigureAwait(false), "a save of what does not belong to the session");
}
