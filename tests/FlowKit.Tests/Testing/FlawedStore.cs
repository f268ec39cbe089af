using System.Globalization;
using System.Runtime.CompilerServices;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Tests.Testing;

/// <summary>A store with one flaw, or none.</summary>
internal sealed class FlawedStore(StoreFlaw? flaw, TimeProvider time) : IStateStore
{
    private readonly Dictionary<string, Entry> _entries = new(
        flaw == StoreFlaw.FoldsCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly Dictionary<string, FlowText> _texts = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> _graveyard = [];
    private readonly List<ReadOnlyMemory<byte>> _mixed = [];

    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            if (_entries.ContainsKey(save.ExecutionId) && flaw != StoreFlaw.TakesAnIdTwice)
            {
                return new(false);
            }

            if (flaw == StoreFlaw.KeepsNoNewExecution)
            {
                return new(true);
            }

            var entry = new Entry(save.Header!);
            if (flaw == StoreFlaw.RevivesOldSaves)
            {
                entry.Saves.AddRange(_graveyard);
            }

            _entries[save.ExecutionId] = entry;
            Keep(entry, save);
            return new(true);
        }
    }

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(save.ExecutionId, out var entry))
            {
                if (flaw != StoreFlaw.CreatesOnSave)
                {
                    return new(false);
                }

                _entries[save.ExecutionId] = entry = new(save.Header!);
            }
            else if (save.Version != entry.Version + 1 && flaw != StoreFlaw.TakesAnyVersion)
            {
                return new(false);
            }

            Keep(entry, save);
            return new(true);
        }
    }

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(executionId, out var entry))
            {
                return new(flaw == StoreFlaw.FindsTheUnknown
                    ? new StoredExecution(new(executionId, "a:b", "v", default, null, default, null, null, false), 1, [])
                    : null);
            }

            var saves = (flaw == StoreFlaw.MixesExecutions ? _mixed : entry.Saves).ToList();
            if (flaw == StoreFlaw.ReversesSaves)
            {
                saves.Reverse();
            }

            if (flaw == StoreFlaw.LosesTheFirstDelta && saves.Count > 1)
            {
                saves.RemoveAt(1);
            }

            return new(new StoredExecution(entry.Header, entry.Version, saves));
        }
    }

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            var headers = _entries.Values
                .Select(entry => flaw == StoreFlaw.ListsTheFirstHeader ? entry.First : entry.Header)
                .Where(header => flaw == StoreFlaw.IgnoresFilters || Meets(header, query))
                .OrderByDescending(Key, StringComparer.Ordinal)
                .ToList();
            if (IsOldestFirst(query))
            {
                headers.Reverse();
            }

            return new(Page(headers, query));
        }
    }

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            var finished = _entries.Values.Select(entry => entry.Header).Where(header =>
                (header.Status.IsEnded() || flaw == StoreFlaw.PurgesTheOpen) &&
                (!header.NeedsOwner || flaw == StoreFlaw.PurgesTheOwed) &&
                ((time.GetUtcNow() - header.StartedAt) > TimeSpan.FromDays(30) || flaw == StoreFlaw.PurgesEverything)).ToList();
            finished.ForEach(header => _entries.Remove(header.ExecutionId));
            return new(flaw == StoreFlaw.MiscountsPurged ? finished.Count + 1 : finished.Count);
        }
    }

    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken)
    {
        var kept = flaw switch
        {
            StoreFlaw.CutsTexts => flow with { Text = flow.Text[..Math.Min(flow.Text.Length, 1_000_000)] },
            StoreFlaw.ForgetsForeign => flow with { IsForeign = false },
            _ => flow,
        };
        lock (_texts)
        {
            if (!_texts.TryAdd(Key(flow.Flow, flow.Version), kept) && flaw == StoreFlaw.KeepsTheLastText)
            {
                _texts[Key(flow.Flow, flow.Version)] = kept;
            }
        }

        return default;
    }

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken)
    {
        lock (_texts)
        {
            return new(flaw == StoreFlaw.ForgetsTexts ? null : _texts.GetValueOrDefault(Key(flow, version)));
        }
    }

    public async IAsyncEnumerable<ExecutionHeader> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var headers = _entries.Values.Select(entry => entry.Header)
            .Where(header => !header.Status.IsEnded() || (header.NeedsOwner && flaw != StoreFlaw.OpenIgnoresOwed));
        foreach (var header in flaw == StoreFlaw.OpenStopsAtThousand ? headers.Take(1_000) : headers)
        {
            yield return header;
        }
    }

    public async IAsyncEnumerable<ExecutionHeader> ListDueAsync(DateTimeOffset? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var behind = flaw == StoreFlaw.DueIgnoresPlace ? null : after;
        var headers = _entries.Values.Select(entry => entry.Header)
            .Where(header => header.NeedsOwner ? behind is null : header.NextDue > (behind ?? DateTimeOffset.MinValue));
        var ordered = flaw == StoreFlaw.DueIgnoresOrder ? headers : headers.OrderByDescending(header => header.NeedsOwner).ThenBy(header => header.NextDue);
        foreach (var header in flaw == StoreFlaw.DueStopsAtThousand ? ordered.Take(1_000) : ordered)
        {
            yield return header;
        }
    }

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(executionId, out var entry))
            {
                return new(false);
            }

            _graveyard.AddRange(entry.Saves);
            return new(flaw == StoreFlaw.DeletesNothing || _entries.Remove(executionId));
        }
    }

    private void Keep(Entry entry, SaveRequest save)
    {
        if (save.IsSnapshot && flaw is not (StoreFlaw.ForgetsSnapshots or StoreFlaw.RevivesOldSaves))
        {
            entry.Saves.Clear();
        }

        entry.Saves.Add(Bytes(save));
        _mixed.Add(Bytes(save));
        entry.Version = save.Version;
        if (save.Header is { } header && (flaw != StoreFlaw.IgnoresNewHeaders || save.Version == 1))
        {
            entry.Header = flaw == StoreFlaw.CutsTicks
                ? header with { StartedAt = header.StartedAt.AddTicks(-(header.StartedAt.Ticks % TimeSpan.TicksPerMicrosecond)) }
                : flaw == StoreFlaw.ForgetsDueTimes ? header with { NextDue = null }
                : flaw == StoreFlaw.ForgetsCreators ? header with { Creator = null }
                : header;
        }
    }

    private ReadOnlyMemory<byte> Bytes(SaveRequest save) => flaw switch
    {
        StoreFlaw.KeepsTheCallersBytes => save.Bytes,
        StoreFlaw.CutsLargeBytes => save.Bytes[..Math.Min(save.Bytes.Length, 1_000_000)].ToArray(),
        StoreFlaw.DropsHighBits => save.Bytes.ToArray().Select(one => (byte)(one & 0x7F)).ToArray(),
        _ => save.Bytes.ToArray(),
    };

    private ExecutionPage Page(List<ExecutionHeader> headers, ExecutionQuery query)
    {
        var rest = flaw switch
        {
            StoreFlaw.PagesByCount => headers.Skip(query.Cursor is null ? 0 : int.Parse(query.Cursor, CultureInfo.InvariantCulture)),
            StoreFlaw.PagesByTime when !query.OldestFirst => headers.Where(header => query.Cursor is null || string.CompareOrdinal(Time(header), query.Cursor) < 0),
            _ when IsOldestFirst(query) => headers.Where(header => query.Cursor is null || string.CompareOrdinal(Key(header), query.Cursor) > 0),
            _ => headers.Where(header => query.Cursor is null || string.CompareOrdinal(Key(header), query.Cursor) < 0),
        };
        var page = rest.Take(flaw == StoreFlaw.IgnoresLimit ? int.MaxValue : query.Limit).ToList();
        if (page.Count < query.Limit || page[^1] == headers[^1] || flaw == StoreFlaw.HasOnePage)
        {
            return new(page, null);
        }

        var cursor = flaw switch
        {
            StoreFlaw.PagesByCount => (headers.IndexOf(page[^1]) + 1).ToString(CultureInfo.InvariantCulture),
            StoreFlaw.PagesByTime => Time(page[^1]),
            _ => Key(page[^1]),
        };
        return new(page, cursor);
    }

    private bool Meets(ExecutionHeader header, ExecutionQuery query) =>
        Passes(query.Flow, header.Flow) &&
        (query.Status is null || header.Status == query.Status) &&
        Passes(query.BusinessKey, header.BusinessKey) &&
        (Passes(query.BusinessKeyType, header.BusinessKeyType) || flaw == StoreFlaw.IgnoresKeyTypes) &&
        (Passes(query.Creator, header.Creator) || flaw == StoreFlaw.IgnoresCreators) &&
        (Passes(query.ErrorCode, header.ErrorCode) || flaw == StoreFlaw.IgnoresErrorCodes) &&
        (query.StartedFrom is not { } from || header.StartedAt > from || (header.StartedAt == from && flaw != StoreFlaw.RangeLacksItsFirstTick)) &&
        (query.StartedBefore is not { } before || header.StartedAt < before || (header.StartedAt == before && flaw == StoreFlaw.RangeHoldsItsLastTick));

    private bool Passes(string? asked, string? text) => asked is null ||
        string.Equals(asked, text, flaw == StoreFlaw.FoldsCaseInFilters ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private bool IsOldestFirst(ExecutionQuery query) =>
        flaw == StoreFlaw.ListsOldestFirst || (query.OldestFirst && flaw != StoreFlaw.IgnoresOrder);

    private string Key(string flow, string version) => flaw == StoreFlaw.MixesVersions ? flow : $"{flow}@{version}";

    private static string Time(ExecutionHeader header) => header.StartedAt.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Key(ExecutionHeader header) => $"{Time(header)}:{header.ExecutionId}";

    private sealed class Entry(ExecutionHeader first)
    {
        public ExecutionHeader First { get; } = first;

        public ExecutionHeader Header { get; set; } = first;

        public long Version { get; set; }

        public List<ReadOnlyMemory<byte>> Saves { get; } = [];
    }
}
