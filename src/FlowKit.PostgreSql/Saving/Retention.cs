using FlowKit.PostgreSql.Serving;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// Removes finished executions that are over the bounds, in batches, beside the writers. Looks when enough have ended to make it worth its
/// while, or when those that are kept have grown old; never on its own when nothing ends.
/// </summary>
internal sealed class Retention(Server server)
{
    private const int Batch = 256;
    private const int MostBetweenLooks = 10_000;

    private readonly int _betweenLooks = (int)Math.Clamp(server.Options.KeptExecutions / 10L, 1, MostBetweenLooks);
    private readonly long _lookEvery = Math.Max(server.Options.KeptFor.Ticks / 20, TimeSpan.TicksPerMinute);
    private int _ended;
    private long _lookedAt;
    private int _looking;
    private Task _look = Task.CompletedTask;

    /// <summary>An execution has ended.</summary>
    public void Note()
    {
        var now = server.Time.GetUtcNow().UtcTicks;
        if (Interlocked.Increment(ref _ended) <= _betweenLooks && now - Volatile.Read(ref _lookedAt) < _lookEvery)
        {
            return;
        }

        if (Interlocked.Exchange(ref _looking, 1) == 0)
        {
            Volatile.Write(ref _ended, 0);
            Volatile.Write(ref _lookedAt, now);
            _look = LookAsync(OldestKept());
        }
    }

    /// <summary>Removes what is over the bounds now; returns how many.</summary>
    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => PurgeAsync(OldestKept(), cancellationToken);

    /// <summary>Waits for what is being removed.</summary>
    public Task StopAsync() => _look;

    private async ValueTask<int> PurgeAsync(long oldestKept, CancellationToken cancellationToken)
    {
        var last = await server.ReadAsync(oldestKept, LastOverAsync, cancellationToken).ConfigureAwait(false);
        var (all, removed) = (0, last is null ? 0 : 1);
        while (removed > 0)
        {
            removed = await server.ReadAsync(last!.Value, RemoveAsync, cancellationToken).ConfigureAwait(false);
            all += removed;
        }

        return all;
    }

    // What could not be removed now is met by the next look.
    private async Task LookAsync(long oldestKept)
    {
        try
        {
            await PurgeAsync(oldestKept, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Errors.FlowException)
        {
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    /// <summary>The last execution that is over one of the bounds, in the order of their ends; null when none is.</summary>
    private async Task<(long Ended, long No)?> LastOverAsync(NpgsqlConnection connection, long oldestKept, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        batch.Add(Last(string.Empty, "OFFSET $1")).Value((long)server.Options.KeptExecutions);
        batch.Add(Last("AND COALESCE(ended, started) < $1", string.Empty)).Value(oldestKept);
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            (long, long)? last = null;
            do
            {
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var found = (rows.GetInt64(0), rows.GetInt64(1));
                    last = last is { } other && other.CompareTo(found) > 0 ? other : found;
                }
            }
            while (await rows.NextResultAsync(cancellationToken).ConfigureAwait(false));
            return last;
        }
    }

    private string Last(string condition, string offset) => $"""
        SELECT COALESCE(ended, started), no FROM {server.Tables.Executions} WHERE NOT open {condition}
        ORDER BY COALESCE(ended, started) DESC, no DESC {offset} LIMIT 1
        """;

    // What another engine removes, or an operator has just taken up again, is left alone.
    private async Task<int> RemoveAsync(NpgsqlConnection connection, (long Ended, long No) last, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"""
            WITH over AS (
              SELECT no FROM {server.Tables.Executions} WHERE NOT open AND (COALESCE(ended, started), no) <= ($1, $2)
              ORDER BY COALESCE(ended, started), no LIMIT {Batch} FOR UPDATE SKIP LOCKED),
            gone AS (DELETE FROM {server.Tables.Executions} e USING over o WHERE e.no = o.no RETURNING e.no),
            emptied AS (DELETE FROM {server.Tables.Log} l USING gone g WHERE l.execution = g.no)
            SELECT count(*) FROM gone
            """,
            connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Value(last.Ended);
            command.Parameters.Value(last.No);
            return (int)(long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private long OldestKept() => server.Time.GetUtcNow().UtcTicks - server.Options.KeptFor.Ticks;
}
