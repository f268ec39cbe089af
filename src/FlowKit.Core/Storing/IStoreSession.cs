namespace FlowKit.Storing;

/// <summary>
/// One engine's part in a shared store. What it creates belongs to it, and it saves and deletes only what belongs to it: any other save or deletion is a
/// <see cref="Errors.FlowException"/> with <see cref="Errors.FlowErrorCodes.LeaseLost"/> and changes nothing. It reads everything.
/// </summary>
/// <remarks>
/// A store that does not learn what became of a save before the session is over, because the way to it was cut, says
/// <see cref="Errors.FlowErrorCodes.AnswerLost"/>: the save may be on record, and nobody may build on it. As the engine takes
/// <see cref="Errors.FlowErrorCodes.LeaseLost"/> for "nothing of it is on record" and asks again elsewhere, that must be sure.
/// </remarks>
public interface IStoreSession : IStateStore, IAsyncDisposable
{
    /// <summary>The fencing number of the session, from 1.</summary>
    long Number { get; }

    /// <summary>Renews the lease from now on, and tells how the others stand.</summary>
    ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes executions that are owed something, or have a time, and belong to nobody, or to a session whose lease has run out; never one that
    /// another session takes at the same time. Fewer than asked for when there are no more. Those that only wait for news from outside are
    /// left until there is some: <see cref="FindOwnerAsync"/> takes them.
    /// </summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up; what was taken stays taken.</param>
    ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The number of the session an execution belongs to. One that belongs to nobody, open or ended, is taken by this session. 0 when the
    /// id is unknown.
    /// </summary>
    ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>Sends a message to another session; false when that one does not live. A message that was sent may still be lost.</summary>
    ValueTask<bool> TrySendAsync(long session, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
