using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Saving;
using SQLitePCL;

namespace FlowKit.Sqlite.Reading;

/// <summary>The connections that read: made when they are needed, used again, a bounded number at once.</summary>
internal sealed class Readers(string path, Heads heads) : IDisposable
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

    /// <summary>Closes what is idle; what is still read with closes when it is given back.</summary>
    public void Dispose()
    {
        lock (_idle)
        {
            _closed = true;
            while (_idle.TryPop(out var reader))
            {
                reader.Dispose();
            }
        }
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

        return new(Database.Open(path, raw.SQLITE_OPEN_READONLY, BusyTimeout), heads);
    }

    private void GiveBack(Reader reader)
    {
        lock (_idle)
        {
            if (_closed)
            {
                reader.Dispose();
            }
            else
            {
                _idle.Push(reader);
            }
        }
    }
}
