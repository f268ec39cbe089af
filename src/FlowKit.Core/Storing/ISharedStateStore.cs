namespace FlowKit.Storing;

/// <summary>A store that several engines use at once, each through a session of its own.</summary>
/// <remarks>
/// An execution belongs to one session at a time. A session lives while its lease is renewed; once another session has taken over from it,
/// nothing it saves is accepted any more. Time is the store's own, so that the clocks of the machines need not agree.
/// </remarks>
public interface ISharedStateStore : IStateStore
{
    /// <summary>Begins a session. Its number is greater than that of every session before.</summary>
    ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken);
}
