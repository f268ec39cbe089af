using FlowKit.PostgreSql;
using FlowKit.PostgreSql.Tests;
using Npgsql;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>
/// Has the database itself write down what is done to a schema: which session kept which save, whose each execution was, when sessions ended.
/// The numbers of the rows are in order: a session ends when all it was committing is committed, and what it owned changes hands after that.
/// </summary>
internal sealed class StoreAudit(Cluster cluster, string schema)
{
    private string At => $"\"{schema}\"";

    /// <summary>Where the end of a session is told, with its number.</summary>
    public static string Channel => "audit_ends";

    /// <summary>Lays the schema out, with triggers on its tables.</summary>
    public async Task BeginAsync()
    {
        await cluster.RunSqlAsync(PostgreSqlStateStore.SchemaScript(schema));
        await cluster.RunSqlAsync($"""
            CREATE SEQUENCE {At}.audit_order;
            CREATE TABLE {At}.audit_saves(
              row bigint DEFAULT nextval('{At}.audit_order'), execution bigint, version bigint,
              session bigint DEFAULT split_part(current_setting('application_name'), '.', 2)::bigint);
            CREATE TABLE {At}.audit_owners(
              row bigint DEFAULT nextval('{At}.audit_order'), at timestamptz DEFAULT clock_timestamp(), execution bigint, id text, session bigint);
            CREATE TABLE {At}.audit_ends(
              row bigint DEFAULT nextval('{At}.audit_order'), at timestamptz DEFAULT clock_timestamp(), session bigint, handed_back boolean);
            {Trigger("log", "AFTER INSERT", "INSERT INTO {0}.audit_saves(execution, version) VALUES (NEW.execution, NEW.version)")}
            {Trigger("executions", "AFTER INSERT OR UPDATE OF owner", "INSERT INTO {0}.audit_owners(execution, id, session) VALUES (NEW.no, NEW.id, NEW.owner)")}
            {Trigger("sessions", "AFTER DELETE", $"""
                INSERT INTO {At}.audit_ends(session, handed_back) VALUES (OLD.number, OLD.expires > clock_timestamp());
                PERFORM pg_notify('{Channel}', OLD.number::text)
                """)}
            """);
    }

    /// <summary>What the sessions and the connections are about, for people.</summary>
    public async Task<string> StandingAsync()
    {
        var sessions = await ReadAsync(
            $"SELECT concat_ws(' ', number, 'expires in', expires - clock_timestamp()) FROM {At}.sessions ORDER BY number", static row => row.GetString(0));
        var connections = await ReadAsync(
            """
            SELECT concat_ws(' | ', pid, application_name, state, wait_event_type, wait_event, 'blocked by ' || pg_blocking_pids(pid)::text,
              'since ' || (clock_timestamp() - state_change), left(query, 200))
            FROM pg_stat_activity WHERE backend_type = 'client backend' ORDER BY pid
            """,
            static row => row.GetString(0));
        var ends = await ReadAsync(
            $"SELECT concat_ws(' ', 'session', session, 'ended at', at, 'now it is', clock_timestamp()) FROM {At}.audit_ends ORDER BY row DESC LIMIT 5",
            static row => row.GetString(0));
        return string.Join('\n', sessions.Concat(connections).Concat(ends));
    }

    /// <summary>Every save that was kept was of the session that owned its execution and lived; no version is missing, none was kept twice.</summary>
    public async Task<StoreRecord> CheckAsync()
    {
        Assert.Equal(0L, await cluster.ValueAsync<long>(
            $"SELECT count(*) FROM {At}.audit_saves s JOIN {At}.audit_ends e ON e.session = s.session WHERE e.row < s.row"));
        Assert.Equal(0L, await cluster.ValueAsync<long>($"""
            SELECT count(*) FROM {At}.audit_saves s CROSS JOIN LATERAL (
              SELECT session FROM {At}.audit_owners o WHERE o.execution = s.execution AND o.row < s.row ORDER BY o.row DESC LIMIT 1) o
            WHERE o.session <> s.session
            """));
        Assert.Equal(0L, await cluster.ValueAsync<long>($"""
            SELECT count(*) FROM (
              SELECT 1 FROM {At}.audit_saves GROUP BY execution HAVING count(*) <> max(version) OR count(DISTINCT version) <> max(version)) odd
            """));
        Assert.Equal(0L, await cluster.ValueAsync<long>(
            $"SELECT count(*) FROM {At}.audit_ends e JOIN {At}.audit_owners o ON o.session = e.session WHERE o.row > e.row"));
        var ends = await ReadAsync($"SELECT session, at, handed_back FROM {At}.audit_ends", static row => (row.GetInt64(0), Ticks(row, 1), row.GetBoolean(2)));
        var owners = await ReadAsync($"SELECT id, at, session FROM {At}.audit_owners ORDER BY row", static row => (row.GetString(0), Ticks(row, 1), row.GetInt64(2)));
        return new(
            ends.ToDictionary(end => end.Item1, end => end.Item2),
            ends.Where(end => end.Item3).Select(end => end.Item1).ToHashSet(),
            owners.GroupBy(owner => owner.Item1).ToDictionary(one => one.Key, one => one.Select(owner => (owner.Item2, owner.Item3)).ToList()),
            await cluster.ValueAsync<long>($"SELECT count(*) FROM {At}.audit_saves"));
    }

    private static long Ticks(NpgsqlDataReader row, int column) => row.GetDateTime(column).Ticks;

    private string Trigger(string table, string when, string what) => $"""
        CREATE FUNCTION {At}.audit_{table}() RETURNS trigger LANGUAGE plpgsql AS $audit$ BEGIN {what.Replace("{0}", At, StringComparison.Ordinal)}; RETURN NULL; END $audit$;
        CREATE TRIGGER audit {when} ON {At}.{table} FOR EACH ROW EXECUTE FUNCTION {At}.audit_{table}();
        """;

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await cluster.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
        {
            all.Add(read(rows));
        }

        return all;
    }
}
