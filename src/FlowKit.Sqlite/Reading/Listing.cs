using System.Globalization;
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
        var cursor = PageCursor.Of(query);
        using var rows = database.Prepare(Sql(query));
        rows.Bind(1, query.Flow).Bind(2, query.Status?.ToText()).Bind(3, query.BusinessKey)
            .Bind(4, query.BusinessKeyType).Bind(5, query.Creator).Bind(6, query.ErrorCode)
            .Bind(7, cursor.Started).Bind(8, cursor.No).Bind(9, (query.OldestFirst ? query.StartedBefore : query.StartedFrom)?.UtcTicks)
            .Bind(10, limit + 1);

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
        using var rows = database.Prepare($"SELECT no, {HeaderColumns.Names} FROM executions WHERE open = 1 AND no > ? ORDER BY no LIMIT ?");
        return Read(rows.Bind(1, after).Bind(2, count));
    }

    /// <summary>The next executions behind a number that are owed something.</summary>
    public static List<(long No, ExecutionHeader Header)> Owed(Database database, long after, int count)
    {
        using var rows = database.Prepare(
            $"SELECT no, {HeaderColumns.Names} FROM executions INDEXED BY executions_owed WHERE open = 1 AND owner = 1 AND no > ? ORDER BY no LIMIT ?");
        return Read(rows.Bind(1, after).Bind(2, count));
    }

    /// <summary>The next executions behind a time, and a number at it, that have a time and are owed nothing; the earliest first.</summary>
    public static List<(long No, ExecutionHeader Header)> Due(Database database, (long Due, long No) after, int count)
    {
        using var rows = database.Prepare(
            $"""
            SELECT no, {HeaderColumns.Names} FROM executions INDEXED BY executions_due
            WHERE open = 1 AND owner = 0 AND due IS NOT NULL AND (due, no) > (?, ?) ORDER BY due, no LIMIT ?
            """);
        return Read(rows.Bind(1, after.Due).Bind(2, after.No).Bind(3, count));
    }

    private static List<(long No, ExecutionHeader Header)> Read(Statement rows)
    {
        var found = new List<(long, ExecutionHeader)>();
        while (rows.Step())
        {
            found.Add((rows.Long(0), HeaderColumns.Read(rows, 1)));
        }

        return found;
    }

    internal static string Sql(ExecutionQuery query)
    {
        var (behind, within, order) = query.OldestFirst ? (">", "<", "ASC") : ("<", ">=", "DESC");
        var sql = new StringBuilder($"SELECT no, {HeaderColumns.Names} FROM executions INDEXED BY {Index(query)} WHERE (started, no) {behind} (?7, ?8)");
        Filter(sql, query.Flow, "flow = ?1");
        Filter(sql, query.Status, "status = ?2");
        Filter(sql, query.BusinessKey, "business_key = ?3");
        Filter(sql, query.BusinessKeyType, "business_key_type = ?4");
        Filter(sql, query.Creator, "creator = ?5");
        Filter(sql, query.ErrorCode, "error_code = ?6");
        Filter(sql, query.OldestFirst ? query.StartedBefore : query.StartedFrom, $"started {within} ?9");
        return sql.Append(CultureInfo.InvariantCulture, $" ORDER BY started {order}, no {order} LIMIT ?10").ToString();
    }

    private static void Filter<T>(StringBuilder sql, T? value, string condition)
    {
        if (value is not null)
        {
            sql.Append(" AND ").Append(condition);
        }
    }

    // Most executions have succeeded: their status narrows less than their flow does.
    private static string Index(ExecutionQuery query) => query switch
    {
        { BusinessKey: not null } => "executions_key",
        { ErrorCode: not null } => "executions_error",
        { Status: not null and not ExecutionStatus.Succeed } => "executions_status",
        { Creator: not null } => "executions_creator",
        { Flow: not null } => "executions_flow",
        { BusinessKeyType: not null } => "executions_key_type",
        { Status: not null } => "executions_status",
        _ => "executions_started",
    };
}
