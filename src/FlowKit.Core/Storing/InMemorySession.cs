namespace FlowKit.Storing;

/// <summary>One engine's part in an <see cref="InMemoryStateStore"/>.</summary>
internal sealed class InMemorySession(InMemoryStateStore store, InMemorySessions sessions, StoreMember member, long number) : IStoreSession
{
    private readonly Lock _creating = new();

    public long Number { get; } = number;

    public StoreMember Member { get; } = member;

    /// <summary>The timestamp of the store's clock when the lease began last; behind the lock of the sessions.</summary>
    public long RenewedAt { get; set; }

    public ValueTask<LeaseState> RenewAsync(CancellationToken cancellationToken) => new(sessions.Renew(this));

    public ValueTask<IReadOnlyList<ExecutionHeader>> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        sessions.EndRunOut(this);
        return new(store.Claim(Number, limit));
    }

    public ValueTask<long> FindOwnerAsync(string executionId, CancellationToken cancellationToken)
    {
        sessions.EndRunOut(this);
        return new(store.FindOwner(executionId, Number));
    }

    public ValueTask<bool> TrySendAsync(long session, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        sessions.Check(this);
        if (sessions.Find(session) is not { } other)
        {
            return new(false);
        }

        other.Member.Listener.OnMessage(message.ToArray());
        return new(true);
    }

    // What a session creates is seen by whoever takes over from it: the session cannot end in between.
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        lock (_creating)
        {
            sessions.Check(this);
            return new(store.TryCreate(save, Number));
        }
    }

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        sessions.Check(this);
        return new(store.TrySave(save, this));
    }

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        store.LoadAsync(executionId, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) =>
        store.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => store.ListOpenAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken)
    {
        sessions.Check(this);
        return new(store.TryDelete(executionId, this));
    }

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => store.PurgeAsync(cancellationToken);

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) => store.KeepFlowAsync(flow, cancellationToken);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        store.FindFlowAsync(flow, version, cancellationToken);

    /// <summary>Refuses to change what belongs to somebody else, or for a session that has ended. Called while nobody can take the execution over.</summary>
    public void CheckOwns(string executionId, long owner)
    {
        sessions.Check(this);
        if (owner != Number)
        {
            throw InMemorySessions.Lost($"The execution '{executionId}' does not belong to the session {Number}.");
        }
    }

    /// <summary>Ends the session; false when it had ended before, or is to end only if its lease has run out and that has been renewed.</summary>
    public bool End(bool onlyRunOut)
    {
        lock (_creating)
        {
            return sessions.Remove(this, onlyRunOut);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (End(onlyRunOut: false))
        {
            sessions.TellWorkLeft();
        }

        return ValueTask.CompletedTask;
    }
}
