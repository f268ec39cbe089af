using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Serving;
using FlowKit.Storing;
using Npgsql;

namespace FlowKit.PostgreSql.Reading;

/// <summary>The texts of flow versions, each kept once.</summary>
internal sealed class FlowTexts(Server server)
{
    public async ValueTask KeepAsync(FlowText flow, CancellationToken cancellationToken) =>
        await server.ReadAsync(flow, KeepAsync, cancellationToken).ConfigureAwait(false);

    public ValueTask<FlowText?> FindAsync(string flow, string version, CancellationToken cancellationToken) =>
        server.ReadAsync((flow, version), FindAsync, cancellationToken);

    private async Task<int> KeepAsync(NpgsqlConnection connection, FlowText flow, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"INSERT INTO {server.Tables.Flows} VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Value(flow.Flow);
            command.Parameters.Value(flow.Version);
            command.Parameters.Value(flow.Text);
            command.Parameters.Value(flow.IsForeign);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<FlowText?> FindAsync(NpgsqlConnection connection, (string Flow, string Version) sought, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT text, is_foreign FROM {server.Tables.Flows} WHERE flow = $1 AND version = $2", connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Value(sought.Flow);
        command.Parameters.Value(sought.Version);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            return await rows.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new(sought.Flow, sought.Version, rows.GetString(0), rows.GetBoolean(1))
                : null;
        }
    }
}
