using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>A session of a <see cref="HoppingStore"/>.</summary>
internal sealed class HoppingSession(IStoreSession session, HoppingStore wire) : PassingStore(session), IStoreSession
{
    public long Number => session.Number;

    public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => wire.Hop(Try(() => session.RenewAsync(cancellationToken)));

    public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken) =>
        wire.Hop(Try(() => session.ClaimAsync(limit, cancellationToken)));

    public ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken) =>
        wire.Hop(Try(() => session.FindOwnerAsync(executionId, cancellationToken)));

    public ValueTask<bool> TrySendAsync(long number, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        wire.Hop(Try(() => session.TrySendAsync(number, message, cancellationToken)));

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) =>
        wire.Hop(Try(() => session.TryCreateAsync(save, cancellationToken)));

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) =>
        wire.Hop(Try(() => session.TrySaveAsync(save, cancellationToken)));

    public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        wire.Hop(Try(() => session.LoadAsync(executionId, cancellationToken)));

    public ValueTask DisposeAsync() => session.DisposeAsync();

    // A refusal comes through the wire too.
    private static async ValueTask<T> Try<T>(Func<ValueTask<T>> call) => await call();
}
