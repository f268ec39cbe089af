using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Sqlite.Native;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Tables;

/// <summary>A header as columns: times as UTC ticks, the status by its name.</summary>
internal static class HeaderColumns
{
    /// <summary>In the order they are bound and read.</summary>
    public const string Names =
        "id, flow, flow_version, status, business_key, started, ended, due, owner, business_key_type, creator, error_code";

    /// <summary>How many parameters <see cref="Bind"/> takes.</summary>
    public const int Bound = 13;

    private static readonly Dictionary<string, ExecutionStatus> Statuses =
        Enum.GetValues<ExecutionStatus>().ToDictionary(status => status.ToText(), StringComparer.Ordinal);

    /// <summary>Whether an engine has still to do with it.</summary>
    public static bool IsOpen(ExecutionHeader header) => !header.Status.IsEnded() || header.NeedsOwner;

    /// <summary>Binds the columns from an index on, and <c>open</c> behind them.</summary>
    public static Statement Bind(Statement statement, int first, ExecutionHeader header) => statement
        .Bind(first, header.ExecutionId)
        .Bind(first + 1, header.Flow)
        .Bind(first + 2, header.FlowVersion)
        .Bind(first + 3, header.Status.ToText())
        .Bind(first + 4, header.BusinessKey)
        .Bind(first + 5, header.StartedAt.UtcTicks)
        .Bind(first + 6, header.EndedAt?.UtcTicks)
        .Bind(first + 7, header.NextDue?.UtcTicks)
        .Bind(first + 8, header.NeedsOwner ? 1 : 0)
        .Bind(first + 9, header.BusinessKeyType)
        .Bind(first + 10, header.Creator)
        .Bind(first + 11, header.ErrorCode)
        .Bind(first + 12, IsOpen(header) ? 1 : 0);

    public static ExecutionHeader Read(Statement row, int first) => new(
        row.TextOrNull(first)!,
        row.TextOrNull(first + 1)!,
        row.TextOrNull(first + 2)!,
        Status(row, first + 3),
        row.TextOrNull(first + 4),
        Time(row, row.Long(first + 5)),
        TimeOrNull(row, first + 6),
        TimeOrNull(row, first + 7),
        row.Long(first + 8) != 0)
    {
        BusinessKeyType = row.TextOrNull(first + 9),
        Creator = row.TextOrNull(first + 10),
        ErrorCode = row.TextOrNull(first + 11),
    };

    private static ExecutionStatus Status(Statement row, int column) =>
        row.TextOrNull(column) is { } text && Statuses.TryGetValue(text, out var status) ? status : throw Damaged(row, "status");

    private static DateTimeOffset Time(Statement row, long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : throw Damaged(row, "time");

    private static FlowException Damaged(Statement row, string what) => new(
        FlowErrorCodes.StoreDamaged, $"The store '{row.Path}' is damaged: an execution has a {what} that is none. Restore it from a backup.");

    private static DateTimeOffset? TimeOrNull(Statement row, int column) => row.LongOrNull(column) is { } ticks ? Time(row, ticks) : null;
}
