using FlowKit.Sqlite.Files;
using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Saving;
using SQLitePCL;

namespace FlowKit.Sqlite.Reading;

/// <summary>The connections that read: made when they are needed, used again, a bounded number at once.</summary>
internal sealed class Readers(string path, Heads heads, StoreNames names) : IAsyncDisposable, IDisposable
{
    private const int Most = 8;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _free = new(Most);
    private readonly Stack<Reader> _idle = new();
    private bool _closed;

    /// <summary>Reads, on the thread of the caller.</summary>
    public async ValueTask<TResult> ReadAsync<TArgument, TResult>(
        TArgument argument, Func<Reader, TArgument, TResult> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = Take();
            try
            {
                return read(reader, argument);
            }
            finally
            {
                GiveBack(reader);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes all, when what is read with has been given back.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < Most; i++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        Close();
    }

    /// <summary>As <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        for (var i = 0; i < Most; i++)
        {
            _free.Wait();
        }

        Close();
    }

    // Whoever waits learns that the store is closed.
    private void Close()
    {
        lock (_idle)
        {
            _closed = true;
            while (_idle.TryPop(out var reader))
            {
                reader.Dispose();
            }
        }

        _free.Release(Most);
    }

    private Reader Take()
    {
        lock (_idle)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStateStore));
            if (_idle.TryPop(out var reader))
            {
                return reader;
            }
        }

        names.Check();
        var database = Database.Open(path, raw.SQLITE_OPEN_READONLY, BusyTimeout);
        try
        {
            // Before, so that none is made beside them; after, so that it is the right one.
            names.Check();
            return new(database, heads);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void GiveBack(Reader reader)
    {
        lock (_idle)
        {
            _idle.Push(reader);
        }
    }
}
