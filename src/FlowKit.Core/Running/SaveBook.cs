using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Telemetry;

namespace FlowKit.Running;

/// <summary>
/// The saves of one execution: writes what a turn changed, as a delta, and a snapshot where it stands for at least three times its size. So a
/// flow that goes on and on, and replaces nothing, writes no snapshot at all; one that writes the same over and over pays half as much
/// again for them. What a snapshot would come to is measured when the deltas have grown, which costs no more time than they did.
/// </summary>
internal sealed class SaveBook(EngineServices engine, IStateStore store, string executionId, StartOptions? startOptions = null)
{
    private ExecutionHeader? _header;
    private long _version;
    private long _snapshotBytes;
    private long _deltaBytes;
    private long _measureAt;

    /// <summary>Goes on where a store stands.</summary>
    public void Continue(StoredExecution stored)
    {
        _header = stored.Header;
        _version = stored.Version;
        _snapshotBytes = stored.Saves[0].Length;
        _deltaBytes = stored.Saves.Skip(1).Sum(save => (long)save.Length);
        _measureAt = Grown(_snapshotBytes);
    }

    /// <summary>Saves a turn; false when another writer came first. Throws what the store throws.</summary>
    public async ValueTask<bool> TrySaveAsync(StateWriter writer, Turn turn, long nextDue, bool needsOwner, CancellationToken cancellationToken)
    {
        var isFirst = _version == 0;
        var isSnapshot = TrySnapshot(writer, turn, out var bytes);
        if (!isSnapshot)
        {
            var lists = turn.Lists;
            bytes = writer.Delta(
                turn.State, lists.Changes, turn.ExecutionTouched, isFirst, lists.TouchedOrders, lists.Attempts, lists.Operations);
        }

        var header = Header(turn.State, nextDue, needsOwner);
        var save = new SaveRequest(executionId, _version + 1, header, isSnapshot, bytes);
        var begun = FlowMetrics.WatchesSaves ? engine.Time.GetTimestamp() : (long?)null;
        var saved = isFirst
            ? await store.TryCreateAsync(save, cancellationToken).ConfigureAwait(false)
            : await store.TrySaveAsync(save, cancellationToken).ConfigureAwait(false);
        if (saved)
        {
            _version++;
            _header = header ?? _header;
            Count(bytes.Length, standsAlone: isFirst || isSnapshot);
            if (begun is { } since)
            {
                FlowMetrics.Saved(turn.Plan.Name, engine.Time.GetElapsedTime(since), bytes.Length);
            }
        }

        return saved;
    }

    private bool TrySnapshot(StateWriter writer, Turn turn, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (_version == 0 || (!turn.NeedsSnapshot && _deltaBytes <= _measureAt))
        {
            return false;
        }

        bytes = Snapshot(writer, turn);
        if (turn.NeedsSnapshot || _snapshotBytes + _deltaBytes >= (engine.Options.SnapshotGrowth + 1) * (long)bytes.Length)
        {
            return true;
        }

        // Not before it can be worth it, and not before as much was written as measuring costs.
        _measureAt = Math.Max(_deltaBytes + bytes.Length, Grown(bytes.Length) + bytes.Length - _snapshotBytes);
        return false;
    }

    private void Count(int bytes, bool standsAlone)
    {
        if (!standsAlone)
        {
            _deltaBytes += bytes;
            return;
        }

        (_snapshotBytes, _deltaBytes, _measureAt) = (bytes, 0, Grown(bytes));
    }

    /// <summary>How many bytes of deltas are worth a look when a snapshot has so many.</summary>
    private long Grown(long snapshotBytes) => Math.Max(engine.Options.SmallestSnapshot, engine.Options.SnapshotGrowth * snapshotBytes);

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
            ErrorCode = state.Status.IsEnded() && state.Failure is { } failure ? KeepableText.Of(failure.Code, StartOptions.LongestId) : null,
        };
    }

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : new(ticks, TimeSpan.Zero);
}
