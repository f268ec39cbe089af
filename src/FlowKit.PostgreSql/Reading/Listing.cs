using System.Globalization;
using System.Text;
using FlowKit.Executions;
using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Schema;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Reading;

/// <summary>A page of headers: one index gives the order and the narrowest filter, the rest is looked at row by row.</summary>
internal sealed class Listing
{
    private const int LargestPage = 1_000;

    private readonly List<string> _values = [];
    private readonly StringBuilder _sql = new();
    private readonly int _limit;
    private readonly PageCursor _cursor;

    /// <exception cref="Errors.FlowException"><see cref="Errors.FlowErrorCodes.CursorInvalid"/>.</exception>
    public Listing(SchemaTables at, ExecutionQuery query)
    {
        _limit = Math.Clamp(query.Limit, 1, LargestPage);
        _cursor = PageCursor.Of(query);
        var (behind, within, order) = query.OldestFirst ? (">", "<", "ASC") : ("<", ">=", "DESC");
        _sql.Append(CultureInfo.InvariantCulture, $"SELECT e.no, {HeaderColumns.Of("e")} FROM {at.Executions} e WHERE (e.started, e.no) {behind} ($1, $2)");
        Narrow("flow", query.Flow);
        Narrow("business_key", query.BusinessKey);
        Narrow("business_key_type", query.BusinessKeyType);
        Narrow("creator", query.Creator);
        Narrow("error_code", query.ErrorCode);
        if ((query.OldestFirst ? query.StartedBefore : query.StartedFrom)?.UtcTicks is { } bound)
        {
            _sql.Append(CultureInfo.InvariantCulture, $" AND e.started {within} {bound}");
        }

        if (query.Status is { } status)
        {
            // Written out, so that the plan may use the index of those that have not succeeded.
            _sql.Append(CultureInfo.InvariantCulture, $" AND e.status = '{status.ToText()}'");
        }

        _sql.Append(CultureInfo.InvariantCulture, $" ORDER BY e.started {order}, e.no {order} LIMIT {_limit + 1}");
    }

    public async Task<ExecutionPage> PageAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(_sql.ToString(), connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Value(_cursor.Started);
        command.Parameters.Value(_cursor.No);
        _values.ForEach(value => command.Parameters.Value(value));
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var (found, cursor) = (new List<ExecutionHeader>(), _cursor);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (found.Count == _limit)
                {
                    return new(found, cursor.Text);
                }

                found.Add(HeaderColumns.Read(rows, 1));
                cursor = new(found[^1].StartedAt.UtcTicks, rows.GetInt64(0));
            }

            return new(found, null);
        }
    }

    private void Narrow(string column, string? value)
    {
        if (value is not null)
        {
            _values.Add(value);
            _sql.Append(CultureInfo.InvariantCulture, $" AND e.{column} = ${_values.Count + 2}");
        }
    }
}
