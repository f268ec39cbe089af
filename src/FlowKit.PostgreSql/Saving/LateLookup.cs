using FlowKit.PostgreSql.Serving;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// Looks up what became of requests that were sent and not answered when their session is over. Nothing of it can be committed any more: what
/// is not there will never be.
/// </summary>
internal static class LateLookup
{
    /// <summary>Those that are surely not on record are in doubt no longer. When the store cannot be read, nobody knows.</summary>
    public static async ValueTask SettleAsync(Server server, IEnumerable<WriteRequest> requests)
    {
        var inDoubt = requests.Where(static request => request.IsInDoubt).ToList();
        if (inDoubt.Count == 0)
        {
            return;
        }

        try
        {
            var found = await server.ReadAsync((server, inDoubt), FindAsync, CancellationToken.None).ConfigureAwait(false);
            inDoubt.ForEach(request => request.IsInDoubt = MayBeThere(request, found));
        }
        catch (Errors.FlowException)
        {
        }
    }

    // The next owner may have gone on, and a snapshot may have taken the place of the save.
    private static bool MayBeThere(WriteRequest request, Dictionary<string, (long Last, byte[]? Save)> found) =>
        found.TryGetValue(request.ExecutionId, out var there)
            ? there.Save is { } save ? request.Bytes.Span.SequenceEqual(save) : there.Last > request.Version
            : request.Kind != WriteKind.Create;

    /// <summary>For each execution that is there its last version, and the save of the version that was asked for.</summary>
    private static async Task<Dictionary<string, (long Last, byte[]? Save)>> FindAsync(
        NpgsqlConnection connection, (Server Server, List<WriteRequest> Requests) what, CancellationToken cancellationToken)
    {
        var tables = what.Server.Tables;
        var batch = new NpgsqlBatch(connection);
        await using var disposing = batch.ConfigureAwait(false);
        var find = new NpgsqlBatchCommand($"""
            SELECT e.id, (SELECT max(l.version) FROM {tables.Log} l WHERE l.execution = e.no), s.bytes
            FROM unnest($1, $2) AS g(id, version)
            JOIN {tables.Executions} e ON e.id = g.id
            LEFT JOIN {tables.Log} s ON s.execution = e.no AND s.version = g.version
            """);
        find.Texts([.. what.Requests.Select(static request => request.ExecutionId)]);
        find.Longs([.. what.Requests.Select(static request => request.Version)]);
        batch.BatchCommands.Add(find);
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var found = new Dictionary<string, (long, byte[]?)>(StringComparer.Ordinal);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found[rows.GetString(0)] = (rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetFieldValue<byte[]>(2));
            }

            return found;
        }
    }
}
