using System.Text;
using FlowKit.Executions;
using FlowKit.Sqlite.Native;
using FlowKit.Sqlite.Tables;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Reading;

/// <summary>Lists headers: one index gives the order and the narrowest filter, the rest is looked at row by row.</summary>
internal static class Listing
{
    private const int LargestPage = 1_000;

    public static ExecutionPage Page(Database database, ExecutionQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, LargestPage);
        var cursor = Cursor.Of(query.Cursor);
        using var rows = database.Prepare(Sql(query));
        rows.Bind(1, query.Flow).Bind(2, query.Status?.ToText()).Bind(3, query.BusinessKey)
            .Bind(4, cursor.Started).Bind(5, cursor.No).Bind(6, limit + 1);

        var found = new List<ExecutionHeader>();
        while (rows.Step())
        {
            if (found.Count == limit)
            {
                return new(found, cursor.Text);
            }

            found.Add(HeaderColumns.Read(rows, 1));
            cursor = new(found[^1].StartedAt.UtcTicks, rows.Long(0));
        }

        return new(found, null);
    }

    /// <summary>The next open executions behind a number.</summary>
    public static List<(long No, ExecutionHeader Header)> Open(Database database, long after, int count)
    {
        using var rows = database.Prepare(
            $"SELECT no, {HeaderColumns.Names} FROM executions INDEXED BY executions_open WHERE open = 1 AND no > ? ORDER BY no LIMIT ?");
        rows.Bind(1, after).Bind(2, count);
        var found = new List<(long, ExecutionHeader)>();
        while (rows.Step())
        {
            found.Add((rows.Long(0), HeaderColumns.Read(rows, 1)));
        }

        return found;
    }

    internal static string Sql(ExecutionQuery query)
    {
        var sql = new StringBuilder($"SELECT no, {HeaderColumns.Names} FROM executions INDEXED BY {Index(query)} WHERE (started, no) < (?4, ?5)");
        sql.Append(query.Flow is null ? " AND ?1 IS NULL" : " AND flow = ?1");
        sql.Append(query.Status is null ? " AND ?2 IS NULL" : " AND status = ?2");
        sql.Append(query.BusinessKey is null ? " AND ?3 IS NULL" : " AND business_key = ?3");
        return sql.Append(" ORDER BY started DESC, no DESC LIMIT ?6").ToString();
    }

    // Most executions have succeeded: their status narrows less than their flow does.
    private static string Index(ExecutionQuery query) => query switch
    {
        { BusinessKey: not null } => "executions_key",
        { Status: not null and not ExecutionStatus.Succeed } => "executions_status",
        { Flow: not null } => "executions_flow",
        { Status: not null } => "executions_status",
        _ => "executions_started",
    };
}
