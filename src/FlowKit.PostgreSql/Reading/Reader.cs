using System.Runtime.CompilerServices;
using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Reading;

/// <summary>Reads executions, whoever they belong to.</summary>
internal sealed class Reader(Server server)
{
    private const int OpenAtOnce = 512;

    /// <summary>An execution as it stood at one moment; null when its id is unknown.</summary>
    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        server.ReadAsync(executionId, LoadAsync, cancellationToken);

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) =>
        server.ReadAsync(new Listing(server.Tables, query), static (connection, listing, token) => listing.PageAsync(connection, token), cancellationToken);

    /// <summary>All that are open, in portions. One that changes hands meanwhile may come twice, but is never left out.</summary>
    public async IAsyncEnumerable<ExecutionHeader> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<(long Owner, long No, ExecutionHeader Header)> found;
        var after = (Owner: -1L, No: 0L);
        do
        {
            found = await server.ReadAsync(after, OpenAsync, cancellationToken).ConfigureAwait(false);
            foreach (var (owner, no, header) in found)
            {
                after = (owner, no);
                yield return header;
            }
        }
        while (found.Count == OpenAtOnce);
    }

    private async Task<List<(long Owner, long No, ExecutionHeader Header)>> OpenAsync(
        NpgsqlConnection connection, (long Owner, long No) after, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"""
            SELECT e.owner, e.no, {HeaderColumns.Of("e")} FROM {server.Tables.Executions} e
            WHERE e.open AND (e.owner, e.no) > ($1, $2) ORDER BY e.owner, e.no LIMIT {OpenAtOnce}
            """,
            connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Value(after.Owner);
        command.Parameters.Value(after.No);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var found = new List<(long, long, ExecutionHeader)>();
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found.Add((rows.GetInt64(0), rows.GetInt64(1), HeaderColumns.Read(rows, 2)));
            }

            return found;
        }
    }

    // One statement sees one moment: the header and the saves fit each other.
    private async Task<StoredExecution?> LoadAsync(NpgsqlConnection connection, string executionId, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"""
            SELECT l.version, l.snapshot, l.bytes, {HeaderColumns.Of("e")} FROM {server.Tables.Executions} e
            JOIN {server.Tables.Log} l ON l.execution = e.no WHERE e.id = $1 ORDER BY l.version
            """,
            connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Value(executionId);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            ExecutionHeader? header = null;
            var version = 0L;
            var saves = new List<ReadOnlyMemory<byte>>();
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                version = rows.GetInt64(0);
                if (rows.GetBoolean(1))
                {
                    saves.Clear();
                }

                saves.Add(rows.GetFieldValue<byte[]>(2));
                header ??= HeaderColumns.Read(rows, 3);
            }

            return header is null ? null : new(header, version, saves);
        }
    }
}
