using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// Keeps states in the memory of the process: as bytes, like every store. Finished executions are kept by number and age, the oldest go
/// first; what has not ended is kept whatever its number. Several engines of the process may share it, to try out how they do: their leases
/// go by the store's clock.
/// </summary>
public sealed class InMemoryStateStore : ISharedStateStore
{
    /// <summary>The owner of an execution that belongs to no session.</summary>
    internal const long Nobody = 0;

    private const int CursorDigits = 19;

    private static readonly Comparer<ExecutionHeader> OldestFirst =
        Comparer<ExecutionHeader>.Create((one, other) => one.StartedAt != other.StartedAt
            ? one.StartedAt.CompareTo(other.StartedAt)
            : string.CompareOrdinal(one.ExecutionId, other.ExecutionId));

    private static readonly Comparer<ExecutionHeader> NewestFirst = Comparer<ExecutionHeader>.Create((one, other) => OldestFirst.Compare(other, one));

    private readonly InMemoryExecutions _executions;
    private readonly InMemorySessions _sessions;
    private readonly ConcurrentDictionary<(string Flow, string Version), FlowText> _flows = new();

    /// <summary>An empty store with the bounds of the options.</summary>
    public InMemoryStateStore(FlowEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _executions = new(options, time);
        _sessions = new(this, time);
    }

    /// <inheritdoc/>
    public ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new(_sessions.Join(member));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => new(TryCreate(save, Nobody));

    /// <inheritdoc/>
    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => new(TrySave(save, null));

    /// <inheritdoc/>
    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        new(_executions.Load(executionId));

    /// <inheritdoc/>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckCursor(query.Cursor);
        var limit = Math.Clamp(query.Limit, 1, 1000);
        var found = _executions.Headers()
            .Where(header => query.IsMetBy(header) && IsBehindCursor(header, query))
            .DistinctBy(header => header.ExecutionId)
            .Order(query.OldestFirst ? OldestFirst : NewestFirst)
            .Take(limit + 1)
            .ToList();
        var more = found.Count > limit;
        return new(new ExecutionPage(more ? found[..limit] : found, more ? Cursor(found[limit - 1]) : null));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExecutionHeader> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var header in _executions.Open.Select(execution => execution.Header).Order(OldestFirst))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return header;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) => new(TryDelete(executionId, null));

    internal bool TryCreate(SaveRequest save, long owner) => _executions.TryCreate(save, owner);

    /// <summary>Keeps a save of a session; of null for an engine that has the store to itself.</summary>
    internal bool TrySave(SaveRequest save, InMemorySession? session) => _executions.TrySave(save, session);

    /// <summary>Forgets an execution of a session; of null for an engine that has the store to itself.</summary>
    internal bool TryDelete(string executionId, InMemorySession? session) => _executions.TryDelete(executionId, session);

    /// <summary>Gives open executions that belong to nobody to a session.</summary>
    internal List<ExecutionHeader> Claim(long session, int limit) =>
    [
        .. _executions.Open.Where(execution => execution.OwnerOrTake(session, _sessions, onlyDue: true, out var taken) == session && taken)
            .Select(execution => execution.Header)
            .Take(limit)
            .Order(OldestFirst),
    ];

    /// <summary>Whose an execution is; the session's when it was nobody's, 0 when there is none.</summary>
    internal long FindOwner(string executionId, long session) => _executions.FindOwner(executionId, session, _sessions);

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => new(_executions.Trim());

    /// <inheritdoc/>
    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _flows.TryAdd((flow.Flow, flow.Version), flow);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        new(_flows.GetValueOrDefault((flow, version)));

    /// <summary>
    /// Writes all executions and texts into a stream, while executions go on: all as they stood at the moment of the call, so that a flow and
    /// its sub-flows fit each other. The stream is not closed.
    /// </summary>
    public ValueTask WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        return MemoryBackup.WriteAsync(stream, _executions.Cut(), _flows.Values, cancellationToken);
    }

    /// <summary>
    /// Takes what <see cref="WriteToAsync"/> wrote into a store that is empty; an engine built on it goes on with
    /// <see cref="FlowEngine.RecoverAsync"/>. Finished executions over the bounds are left out. The stream is read up to the end of the backup.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store holds executions.</exception>
    /// <exception cref="Errors.FlowException">
    /// <see cref="Errors.FlowErrorCodes.StoreForeign"/>, <see cref="Errors.FlowErrorCodes.StoreNewer"/>,
    /// <see cref="Errors.FlowErrorCodes.StoreDamaged"/>; the store is as empty as before.
    /// </exception>
    public async ValueTask ReadFromAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckEmpty();
        var executions = new List<StoredExecution>();
        var flows = new List<FlowText>();
        await MemoryBackup.ReadAsync(stream, executions.Add, flows.Add, cancellationToken).ConfigureAwait(false);
        CheckEmpty();
        flows.ForEach(flow => _flows.TryAdd((flow.Flow, flow.Version), flow));
        foreach (var execution in executions.OrderBy(one => one.Header.EndedAt))
        {
            _executions.Restore(execution);
        }
    }

    private void CheckEmpty()
    {
        if (!_executions.IsEmpty)
        {
            throw new InvalidOperationException("A backup is read into an empty store, and this one holds executions.");
        }
    }

    private static void CheckCursor(string? cursor)
    {
        if (cursor is not null &&
            (cursor.Length <= CursorDigits || cursor[CursorDigits] != ':' || cursor.AsSpan(0, CursorDigits).ContainsAnyExceptInRange('0', '9')))
        {
            throw new FlowException(
                FlowErrorCodes.CursorInvalid, "The cursor is none that this store gave: take that of the page before, unchanged.");
        }
    }

    private static bool IsBehindCursor(ExecutionHeader header, ExecutionQuery query)
    {
        var distance = query.Cursor is null ? 0 : string.CompareOrdinal(Cursor(header), query.Cursor);
        return query.Cursor is null || (query.OldestFirst ? distance > 0 : distance < 0);
    }

    private static string Cursor(ExecutionHeader header) =>
        string.Create(CultureInfo.InvariantCulture, $"{header.StartedAt.UtcTicks:D19}:{header.ExecutionId}");
}
