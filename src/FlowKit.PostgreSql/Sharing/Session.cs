using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Sharing;

/// <summary>One engine's part in a store. It lives while its row is there; whoever takes over from it removes the row, and every commit of it asks for the row.</summary>
internal sealed class Session : IStoreSession
{
    private readonly PostgreSqlStateStore _store;
    private readonly Writers _writers;
    private readonly Ownership _ownership;
    private readonly Membership _membership;
    private readonly Sending _sending;
    private readonly Listening _listening;
    private bool _hasEnded;

    private Session(PostgreSqlStateStore store, Server server, long number, TimeSpan lease, Writers writers, Listening listening)
    {
        _store = store;
        Number = number;
        _writers = writers;
        _listening = listening;
        _membership = new(server, number, lease);
        _ownership = new(server, number);
        _sending = new(server, number);
    }

    public long Number { get; }

    /// <summary>Begins a session: first it listens, then it is there.</summary>
    public static async ValueTask<Session> BeginAsync(
        PostgreSqlStateStore store, Server server, Func<long, Writers> newWriters, StoreMember member, CancellationToken cancellationToken)
    {
        var number = await Membership.NextNumberAsync(server, cancellationToken).ConfigureAwait(false);
        var listening = new Listening(server, number, member.Listener);
        try
        {
            await listening.BeginAsync(cancellationToken).ConfigureAwait(false);
            await Membership.BeginAsync(server, number, member, cancellationToken).ConfigureAwait(false);
            return new(store, server, number, member.Lease, newWriters(number), listening);
        }
        catch
        {
            await listening.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => _membership.RenewAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return _ownership.ClaimAsync(limit, cancellationToken);
    }

    public ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken) => _ownership.FindAsync(executionId, cancellationToken);

    public ValueTask<bool> TrySendAsync(long session, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        _sending.TrySendAsync(session, message, cancellationToken);

    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) =>
        _writers.CreateAsync(save, cancellationToken);

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) =>
        _writers.SaveAsync(save, cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        _writers.DeleteAsync(executionId, cancellationToken);

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        _store.LoadAsync(executionId, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => _store.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => _store.ListOpenAsync(cancellationToken);

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => _store.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => _store.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        _store.FindFlowAsync(flow, version, cancellationToken);

    /// <summary>Writes what was asked for, gives everything back and tells the others. What cannot be told is learnt when the lease runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        await _writers.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _membership.EndAsync().ConfigureAwait(false);
        }
        catch (Errors.FlowException)
        {
        }

        await _listening.DisposeAsync().ConfigureAwait(false);
    }
}
