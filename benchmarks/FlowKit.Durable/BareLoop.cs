using System.Diagnostics;
using SQLitePCL;

namespace FlowKit.Durable;

/// <summary>The floor: one thread, one table, nothing but inserts and commits, as many as the engine made, each group of the same size.</summary>
internal sealed class BareLoop : IFloor, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _commit;
    private long _seq;

    public BareLoop(string path)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out _database));
        Check(raw.sqlite3_exec(_database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000"));
        Check(raw.sqlite3_exec(_database, "CREATE TABLE log(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)"));
        Check(raw.sqlite3_prepare_v2(_database, "BEGIN IMMEDIATE", out _begin));
        Check(raw.sqlite3_prepare_v2(_database, "INSERT INTO log VALUES(?, ?)", out _insert));
        Check(raw.sqlite3_prepare_v2(_database, "COMMIT", out _commit));
    }

    public ValueTask<double> SecondsAsync(long commits, long rows, int bytes) => new(Seconds(commits, rows, bytes));

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _database.Dispose();
    }

    private double Seconds(long commits, long rows, int bytes)
    {
        var body = new byte[bytes];
        var clock = Stopwatch.StartNew();
        var written = 0L;
        for (var commit = 1; commit <= commits; commit++)
        {
            Step(_begin);
            for (; written < rows * commit / commits; written++)
            {
                Check(raw.sqlite3_bind_int64(_insert, 1, ++_seq));
                Check(raw.sqlite3_bind_blob(_insert, 2, body));
                Step(_insert);
            }

            Step(_commit);
        }

        return clock.Elapsed.TotalSeconds;
    }

    private void Step(sqlite3_stmt statement)
    {
        Check(raw.sqlite3_step(statement));
        raw.sqlite3_reset(statement);
    }

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new InvalidOperationException($"SQLite {result}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
    }
}
