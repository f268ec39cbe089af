using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>
/// The saves of one execution: writes what a turn changed, as a delta, and a snapshot when the deltas have grown to twice the last one.
/// A turn's save costs what the turn changed; snapshots cost as much again, spread over all saves.
/// </summary>
internal sealed class SaveBook(FlowEngineOptions options, IStateStore store, string executionId, StartOptions? startOptions = null)
{
    private ExecutionHeader? _header;
    private long _version;
    private long _deltaBytes;
    private long _snapshotBytes;

    /// <summary>Goes on where a store stands.</summary>
    public void Continue(StoredExecution stored)
    {
        _header = stored.Header;
        _version = stored.Version;
        _snapshotBytes = stored.Saves[0].Length;
        _deltaBytes = stored.Saves.Skip(1).Sum(save => (long)save.Length);
    }

    /// <summary>Saves a turn; false when another writer came first. Throws what the store throws.</summary>
    public async ValueTask<bool> TrySaveAsync(StateWriter writer, Turn turn, long nextDue, bool needsOwner, CancellationToken cancellationToken)
    {
        var isFirst = _version == 0;
        var isSnapshot = !isFirst && (turn.NeedsSnapshot || _deltaBytes > Math.Max(options.SmallestSnapshot, options.SnapshotGrowth * _snapshotBytes));
        var bytes = isSnapshot
            ? Snapshot(writer, turn)
            : writer.Delta(turn.State, turn.Changes, turn.ExecutionTouched, isFirst);
        var header = Header(turn.State, nextDue, needsOwner);
        var save = new SaveRequest(executionId, _version + 1, header, isSnapshot, bytes);
        var saved = isFirst
            ? await store.TryCreateAsync(save, cancellationToken).ConfigureAwait(false)
            : await store.TrySaveAsync(save, cancellationToken).ConfigureAwait(false);
        if (saved)
        {
            _version++;
            _header = header ?? _header;
            (_snapshotBytes, _deltaBytes) = isFirst || isSnapshot ? (bytes.Length, 0) : (_snapshotBytes, _deltaBytes + bytes.Length);
        }

        return saved;
    }

    // Apart, so that a delta, which nearly every save is, makes no closure.
    private static ReadOnlyMemory<byte> Snapshot(StateWriter writer, Turn turn) =>
        writer.Snapshot(turn.State, scope => Restoring.ContextAtBegin(turn.Plan, scope.Parent!, scope.Branch).Snapshot());

    /// <summary>The header as it is now; null when the store has it so already.</summary>
    private ExecutionHeader? Header(ExecutionState state, long nextDue, bool needsOwner)
    {
        if (_header is { } known && known.Status == state.ShownStatus && known.NeedsOwner == needsOwner &&
            (known.NextDue?.UtcTicks ?? 0) == nextDue)
        {
            return null;
        }

        return new(
            executionId,
            state.Flow,
            state.FlowVersion,
            state.ShownStatus,
            startOptions?.BusinessKey ?? _header?.BusinessKey,
            Time(state.StartedAt)!.Value,
            Time(state.EndedAt),
            Time(nextDue),
            needsOwner)
        {
            BusinessKeyType = startOptions?.BusinessKeyType ?? _header?.BusinessKeyType,
            Creator = startOptions?.Creator ?? _header?.Creator,
            ErrorCode = state.Status.IsEnded() ? state.Failure?.Code : null,
        };
    }

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : new(ticks, TimeSpan.Zero);
}
