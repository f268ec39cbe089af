using System.Globalization;
using System.Text;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>The store under check, with the words the checks are written in.</summary>
internal sealed class StoreProbe(IStateStore store, VirtualTime? time = null)
{
    /// <summary>Where the clock of a check stands: later than anything that is saved.</summary>
    public static readonly DateTimeOffset Now = VirtualTime.DefaultStart.AddMinutes(59);

    /// <summary>More executions than any check saves: a list that is longer has no end.</summary>
    private const int Endless = 100_000;

    public IStateStore Store => store;

    /// <summary>The clock the store goes by; a shared store has its own, which only its place can move.</summary>
    public VirtualTime Time => time ?? throw new InvalidOperationException("This check has no clock.");

    /// <summary>A header of a running execution; minutes tell when it started.</summary>
    public static ExecutionHeader Header(string id, double minutes = 0) => new(
        id,
        "shop:order",
        "v1",
        ExecutionStatus.Running,
        null,
        VirtualTime.DefaultStart.AddMinutes(minutes),
        null,
        null,
        NeedsOwner: false);

    public static ExecutionHeader Ended(ExecutionHeader header, ExecutionStatus status = ExecutionStatus.Succeed) =>
        header with { Status = status, EndedAt = header.StartedAt.AddSeconds(30) };

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public ValueTask<bool> TryCreateAsync(ExecutionHeader header, string text = "start", bool snapshot = true) =>
        store.TryCreateAsync(new(header.ExecutionId, 1, header, snapshot, Bytes(text)), CancellationToken.None);

    public ValueTask<bool> TrySaveAsync(
        string id, long version, string text, bool snapshot = false, ExecutionHeader? header = null) =>
        store.TrySaveAsync(new(id, version, header, snapshot, Bytes(text)), CancellationToken.None);

    public ValueTask<StoredExecution?> LoadAsync(string id) => store.LoadAsync(id, CancellationToken.None);

    public async ValueTask CreateAsync(ExecutionHeader header, string text = "start", bool snapshot = true) =>
        True(await TryCreateAsync(header, text, snapshot).ConfigureAwait(false), "a new execution must be taken");

    public async ValueTask SaveAsync(string id, long version, string text, bool snapshot = false, ExecutionHeader? header = null) =>
        True(
            await TrySaveAsync(id, version, text, snapshot, header).ConfigureAwait(false),
            $"version {version} after version {version - 1} must be taken");

    /// <summary>The ids a query finds, page by page to its end.</summary>
    public async ValueTask<List<string>> ListAsync(ExecutionQuery query)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await store.ListAsync(query with { Cursor = cursor }, CancellationToken.None).ConfigureAwait(false);
            True(page.Executions.Count <= query.Limit, $"a page of {query.Limit} at most holds {page.Executions.Count}");
            True(page.Cursor is null || page.Executions.Count > 0, "an empty page must be the last");
            found.AddRange(page.Executions.Select(header => header.ExecutionId));
            True(found.Count < Endless, "the pages must end");
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return found;
    }

    public async ValueTask<List<ExecutionHeader>> OpenAsync()
    {
        var open = new List<ExecutionHeader>();
        await foreach (var header in store.ListOpenAsync(CancellationToken.None).ConfigureAwait(false))
        {
            open.Add(header);
        }

        return open;
    }

    /// <summary>The ids of what an engine must look at by itself, in the order the store gives.</summary>
    public async ValueTask<List<string>> DueAsync(DateTimeOffset? after)
    {
        var due = new List<string>();
        await foreach (var header in store.ListDueAsync(after, CancellationToken.None).ConfigureAwait(false))
        {
            due.Add(header.ExecutionId);
        }

        return due;
    }

    /// <summary>Loads an execution and compares version and saves.</summary>
    public async ValueTask<StoredExecution> ExpectAsync(string id, long version, params string[] saves)
    {
        var stored = await LoadAsync(id).ConfigureAwait(false)
            ?? throw new StoreContractException($"the execution {id} must be found");
        Same(version, stored.Version, "the version");
        Same(string.Join('|', saves), string.Join('|', stored.Saves.Select(save => Encoding.UTF8.GetString(save.Span))), "the saves");
        return stored;
    }

    public static void True(bool held, string message)
    {
        if (!held)
        {
            throw new StoreContractException(message);
        }
    }

    public static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new StoreContractException(string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected}, got {actual}"));
        }
    }
}
