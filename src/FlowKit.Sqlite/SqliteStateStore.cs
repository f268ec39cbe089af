using System.Runtime.CompilerServices;
using FlowKit.Errors;
using FlowKit.Sqlite.Files;
using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Reading;
using FlowKit.Sqlite.Saving;
using FlowKit.Sqlite.Tables;
using FlowKit.Storing;

namespace FlowKit.Sqlite;

/// <summary>
/// Keeps executions in one SQLite file. What a call reports as done is on disk; saves that come at once share a commit. The file belongs
/// to one store at a time, among all processes. Safe to call from many threads.
/// </summary>
/// <remarks>
/// Beside <c>flows.db</c> lie <c>flows.db-wal</c> and <c>flows.db-shm</c>, which belong to it, and <c>flows.db-lock</c>, which is empty. The
/// disk of another machine is no place for it.
/// </remarks>
public sealed class SqliteStateStore : IStateStore, IAsyncDisposable, IDisposable
{
    private const int ListedAtOnce = 512;
    private readonly StoreLock _lock;
    private readonly CommitLoop _loop;
    private readonly Readers _readers;
    private readonly WriteCounter _counter = new();

    private SqliteStateStore(StoreLock held, Database database, SqliteStoreOptions options, TimeProvider time)
    {
        _lock = held;
        var heads = new Heads();
        var committer = new Committer(database, held, heads, new Retention(options, time), _counter);
        _readers = new(database.Path, heads, committer.Names);
        _loop = new(committer);
        Path = database.Path;
    }

    /// <summary>
    /// An empty file becomes a store by this script, for those who lay files out by hand; <see cref="Open"/> does the same to a file that is
    /// empty or not there.
    /// </summary>
    public static string SchemaScript => Files.SchemaScript.Whole;

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>What was written since the store was opened.</summary>
    public SqliteStoreCounts Counts => _counter.Counts;

    /// <summary>Opens a store, which is made when the file is not there; an older schema is brought up to date.</summary>
    /// <param name="connectionString">
    /// <c>Data Source=flows.db</c>, relative to the current directory. <c>Mode=ReadWrite</c> refuses a file that is not there.
    /// </param>
    /// <param name="options">Bounds and promises; null for the defaults.</param>
    /// <param name="time">The clock that retention goes by; null for the system's.</param>
    /// <exception cref="ArgumentException">The connection string names no file, or says what a store cannot do.</exception>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.StoreInUse"/>, <see cref="FlowErrorCodes.StoreForeign"/>, <see cref="FlowErrorCodes.StoreDamaged"/>,
    /// <see cref="FlowErrorCodes.StoreNewer"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>, <see cref="FlowErrorCodes.StoreFull"/>; the file
    /// was not changed.
    /// </exception>
    public static SqliteStateStore Open(string connectionString, SqliteStoreOptions? options = null, TimeProvider? time = null)
    {
        var (path, mayCreate) = StorePath.Of(connectionString);
        options = (options ?? new()).Checked();

        // To close a file takes from the process the locks that SQLite has on it: nobody looks into a file that is a store's here.
        var held = StoreLock.TakeOld(path);
        Database? database = null;
        try
        {
            if (!FileHead.HoldsStore(path) && !mayCreate)
            {
                throw new FlowException(FlowErrorCodes.StoreUnreachable, $"There is no store '{path}', and Mode=ReadWrite makes none.");
            }

            // Looked at again now that nobody else can make it.
            held ??= StoreLock.Take(path);
            database = StoreOpening.Open(path, FileHead.HoldsStore(path), options);
            return new(held, database, options, time ?? TimeProvider.System);
        }
        catch (Exception fault)
        {
            database?.Dispose();
            held?.Dispose();
            if (fault is SqliteFaultException { IsOfOneStatement: true })
            {
                throw new FlowException(
                    FlowErrorCodes.StoreDamaged,
                    $"The store '{path}' is damaged: its tables are not those of a store. Remove it and its '-wal' file, and restore it from a backup.",
                    fault);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _loop.AskAsync(WriteKind.Create, save);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _loop.AskAsync(WriteKind.Save, save);
    }

    /// <inheritdoc/>
    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        _readers.ReadAsync(executionId, static (reader, id) => reader.Load(id), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.CursorInvalid"/>.</exception>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _readers.ReadAsync(query, static (reader, query) => Listing.Page(reader.Database, query), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => PagesAsync(
        0L, static (reader, after) => Listing.Open(reader.Database, after, ListedAtOnce), static (no, _) => no, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExecutionHeader> ListDueAsync(DateTimeOffset? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var owed = after is not null ? AsyncEnumerable.Empty<ExecutionHeader>() : PagesAsync(
            0L, static (reader, behind) => Listing.Owed(reader.Database, behind, ListedAtOnce), static (no, _) => no, cancellationToken);
        await foreach (var header in owed.ConfigureAwait(false))
        {
            yield return header;
        }

        // No execution has so high a number: the list begins behind the whole instant.
        var due = PagesAsync(
            (after?.UtcTicks ?? 0, long.MaxValue),
            static (reader, behind) => Listing.Due(reader.Database, behind, ListedAtOnce),
            static (no, header) => (header.NextDue!.Value.UtcTicks, no),
            cancellationToken);
        await foreach (var header in due.ConfigureAwait(false))
        {
            yield return header;
        }
    }

    private async IAsyncEnumerable<ExecutionHeader> PagesAsync<TPlace>(
        TPlace begin,
        Func<Reader, TPlace, List<(long No, ExecutionHeader Header)>> read,
        Func<long, ExecutionHeader, TPlace> placeOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<(long No, ExecutionHeader Header)> found;
        var after = begin;
        do
        {
            found = await _readers.ReadAsync(after, read, cancellationToken).ConfigureAwait(false);
            foreach (var (no, header) in found)
            {
                after = placeOf(no, header);
                yield return header;
            }
        }
        while (found.Count == ListedAtOnce);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _loop.AskAsync(WriteKind.Delete, new(executionId, 0, null, false, default));
    }

    /// <inheritdoc/>
    public async ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flow);
        cancellationToken.ThrowIfCancellationRequested();
        await _loop.KeepAsync(flow).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) => _readers.ReadAsync(
        (flow, version), static (reader, of) => FlowTable.Find(reader.Database, of.flow, of.version), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The batches go between other saves.</remarks>
    public async ValueTask<int> PurgeAsync(CancellationToken cancellationToken = default)
    {
        // The writer removes batches of its own accord meanwhile: they count too.
        var before = _counter.Purged;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (await _loop.PurgeAsync().ConfigureAwait(false) > 0);
        return (int)(_counter.Purged - before);
    }

    /// <summary>Writes the store, as it stands at one moment, into another file, while executions go on. A file of that name is replaced.</summary>
    /// <param name="path">A file that can be opened as a store of its own.</param>
    /// <param name="cancellationToken">Gives up; there is no file then.</param>
    /// <exception cref="ArgumentException">The path is the store's own.</exception>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.StoreUnreachable"/>, <see cref="FlowErrorCodes.StoreFull"/>; <see cref="FlowErrorCodes.StoreInUse"/>: the other
    /// file is the store of somebody.
    /// </exception>
    public async ValueTask BackUpAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.GetFullPath(path);
        if (full == Path)
        {
            throw new ArgumentException("A store cannot be its own backup.", nameof(path));
        }

        await Task.Run(() => _readers.ReadAsync(
            (full, cancellationToken),
            static (reader, to) =>
            {
                BackingUp.Copy(reader.Database, to.full, to.cancellationToken);
                return true;
            },
            cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what was asked for, brings the file in order and lets go of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
    }

    /// <summary>As <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        _readers.Dispose();
        _loop.Dispose();
        _lock.Dispose();
    }
}
