using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>A session of a <see cref="WeakStore"/>.</summary>
internal sealed class WeakSession(IStoreSession session, WeakStore way) : PassingStore(session), IStoreSession
{
    public long Number => session.Number;

    public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => session.RenewAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken) => session.ClaimAsync(limit, cancellationToken);

    public ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken) => session.FindOwnerAsync(executionId, cancellationToken);

    public ValueTask<bool> TrySendAsync(long to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        way.LosesMessages ? new(true) : session.TrySendAsync(to, message, cancellationToken);

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) =>
        PassAsync(() => session.TryCreateAsync(save, cancellationToken));

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) =>
        PassAsync(() => session.TrySaveAsync(save, cancellationToken));

    public override async ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
    {
        await way.LoadGate;
        return await base.LoadAsync(executionId, cancellationToken);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async ValueTask<bool> PassAsync(Func<ValueTask<bool>> keepAsync)
    {
        await way.Gate;
        if (way.Fault is { } fault)
        {
            throw fault;
        }

        if (way.TakeCut() is not { } isKept)
        {
            return await keepAsync();
        }

        if (isKept)
        {
            await keepAsync();
        }

        await session.DisposeAsync();
        throw new FlowException(FlowErrorCodes.AnswerLost, "Nobody knows.");
    }
}
