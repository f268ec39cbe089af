using FlowKit.Executions;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Reading;

/// <summary>A header as columns: times as UTC ticks, the status by its name.</summary>
internal static class HeaderColumns
{
    private static readonly string[] All =
    [
        "id", "flow", "flow_version", "status", "business_key", "started", "ended", "due", "owed", "business_key_type", "creator", "error_code",
    ];

    private static readonly Dictionary<string, ExecutionStatus> Statuses =
        Enum.GetValues<ExecutionStatus>().ToDictionary(status => status.ToText(), StringComparer.Ordinal);

    /// <summary>In the order they are read, of the table under that name.</summary>
    public static string Of(string table) => string.Join(", ", All.Select(column => $"{table}.{column}"));

    public static ExecutionHeader Read(NpgsqlDataReader row, int first) => new(
        row.GetString(first),
        row.GetString(first + 1),
        row.GetString(first + 2),
        Statuses[row.GetString(first + 3)],
        TextOrNull(row, first + 4),
        Time(row.GetInt64(first + 5)),
        TimeOrNull(row, first + 6),
        TimeOrNull(row, first + 7),
        row.GetBoolean(first + 8))
    {
        BusinessKeyType = TextOrNull(row, first + 9),
        Creator = TextOrNull(row, first + 10),
        ErrorCode = TextOrNull(row, first + 11),
    };

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? TimeOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Time(row.GetInt64(column));
}
