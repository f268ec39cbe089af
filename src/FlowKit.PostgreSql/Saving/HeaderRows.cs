using FlowKit.Executions;
using FlowKit.PostgreSql.Schema;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>Headers on their way into their table, all new or all changed, in one command that gives the numbers of those that were taken.</summary>
internal sealed class HeaderRows
{
    private const string Names = "flow, flow_version, status, business_key, started, ended, due, owed, open, business_key_type, creator, error_code";

    // A time that is not there comes as 0.
    private const string Values =
        "g.flow, g.flow_version, g.status, g.business_key, g.started, NULLIF(g.ended, 0), NULLIF(g.due, 0), g.owed, g.open, g.business_key_type, " +
        "g.creator, g.error_code";

    private const string Given = $"unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS g(no, id, {Names})";

    private readonly List<long> _numbers;
    private readonly List<string?> _ids;
    private readonly List<string?> _flows;
    private readonly List<string?> _flowVersions;
    private readonly List<string?> _statuses;
    private readonly List<string?> _businessKeys;
    private readonly List<long> _started;
    private readonly List<long> _ended;
    private readonly List<long> _due;
    private readonly List<bool> _owed;
    private readonly List<bool> _open;
    private readonly List<string?> _businessKeyTypes;
    private readonly List<string?> _creators;
    private readonly List<string?> _errorCodes;

    private HeaderRows(string sql)
    {
        Command = new(sql);
        _numbers = Command.Longs();
        _ids = Command.Texts();
        _flows = Command.Texts();
        _flowVersions = Command.Texts();
        _statuses = Command.Texts();
        _businessKeys = Command.Texts();
        _started = Command.Longs();
        _ended = Command.Longs();
        _due = Command.Longs();
        _owed = Command.Booleans();
        _open = Command.Booleans();
        _businessKeyTypes = Command.Texts();
        _creators = Command.Texts();
        _errorCodes = Command.Texts();
    }

    public NpgsqlBatchCommand Command { get; }

    public int Count => _numbers.Count;

    /// <summary>Those of new executions; one whose id is known is not taken.</summary>
    public static HeaderRows New(SchemaTables at, long owner)
    {
        var rows = new HeaderRows($"""
            INSERT INTO {at.Executions}(no, id, {Names}, owner) SELECT g.no, g.id, {Values}, $15 FROM {Given}
            ON CONFLICT (id) DO NOTHING RETURNING no
            """);
        rows.Command.Parameters.Value(owner);
        return rows;
    }

    /// <summary>Those that take the place of others; one whose execution is gone is not taken.</summary>
    public static HeaderRows Changed(SchemaTables at) => new(
        $"UPDATE {at.Executions} e SET ({Names}) = ROW({Values}) FROM {Given} WHERE e.no = g.no AND e.id = g.id RETURNING e.no");

    /// <summary>Whether an engine has still to do with it.</summary>
    public static bool IsOpen(ExecutionHeader header) => !header.Status.IsEnded() || header.NeedsOwner;

    public void Add(long no, ExecutionHeader header)
    {
        _numbers.Add(no);
        _ids.Add(header.ExecutionId);
        _flows.Add(header.Flow);
        _flowVersions.Add(header.FlowVersion);
        _statuses.Add(header.Status.ToText());
        _businessKeys.Add(header.BusinessKey);
        _started.Add(header.StartedAt.UtcTicks);
        _ended.Add(header.EndedAt?.UtcTicks ?? 0);
        _due.Add(header.NextDue?.UtcTicks ?? 0);
        _owed.Add(header.NeedsOwner);
        _open.Add(IsOpen(header));
        _businessKeyTypes.Add(header.BusinessKeyType);
        _creators.Add(header.Creator);
        _errorCodes.Add(header.ErrorCode);
    }

    public void Clear()
    {
        _numbers.Clear();
        _ids.Clear();
        _flows.Clear();
        _flowVersions.Clear();
        _statuses.Clear();
        _businessKeys.Clear();
        _started.Clear();
        _ended.Clear();
        _due.Clear();
        _owed.Clear();
        _open.Clear();
        _businessKeyTypes.Clear();
        _creators.Clear();
        _errorCodes.Clear();
    }
}
