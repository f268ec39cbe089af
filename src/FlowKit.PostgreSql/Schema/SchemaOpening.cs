using FlowKit.Errors;
using Npgsql;

namespace FlowKit.PostgreSql.Schema;

/// <summary>Looks at a schema, lays it out or brings it up to date, one store at a time; what is not ours, or newer, is left as it is.</summary>
internal static class SchemaOpening
{
    /// <summary>Held for the time of a look, by all stores of a database.</summary>
    private const long Lock = 0x464C4F574B4954;

    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.StoreForeign"/>, <see cref="FlowErrorCodes.StoreNewer"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>.
    /// </exception>
    public static async Task<SchemaNames> OpenAsync(
        NpgsqlConnection connection, string server, SchemaTables at, bool mayLayOut, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(connection, server, at, cancellationToken).ConfigureAwait(false);
        if (version != SchemaScript.Version)
        {
            RefuseLayingOut(server, at, mayLayOut, version);
            await UpgradeAsync(connection, server, at, cancellationToken).ConfigureAwait(false);
        }

        return new((await OidAsync(connection, at, cancellationToken).ConfigureAwait(false))!.Value);
    }

    private static void RefuseLayingOut(string server, SchemaTables at, bool mayLayOut, int? version)
    {
        if (!mayLayOut)
        {
            throw new FlowException(FlowErrorCodes.StoreUnreachable, version is null
                ? $"There is no store in the schema {at.Schema} of '{server}', and none is made here. Check the address."
                : $"The store '{server}' has schema {version}, and it is not brought up to {SchemaScript.Version} here. Open it with an engine first.");
        }
    }

    private static async Task UpgradeAsync(NpgsqlConnection connection, string server, SchemaTables at, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await RunAsync(connection, $"SELECT pg_catalog.pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);

            // Looked at again now that nobody else can make it.
            var version = await VersionAsync(connection, server, at, cancellationToken).ConfigureAwait(false);
            if (version is null)
            {
                // A user who may not create schemas can be given an empty one.
                var there = await OidAsync(connection, at, cancellationToken).ConfigureAwait(false) is not null;
                var create = there ? string.Empty : $"CREATE SCHEMA {at.Schema};";
                await RunAsync(connection, $"{create} {SchemaScript.Mark(at)}", cancellationToken).ConfigureAwait(false);
            }

            if (version != SchemaScript.Version)
            {
                var steps = string.Join('\n', SchemaScript.Steps(at).Skip(version ?? 0));
                await RunAsync(connection, $"{steps}\n{SchemaScript.Reached(at)}", cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The version of the schema; null when nothing stands in it.</summary>
    private static async Task<int?> VersionAsync(NpgsqlConnection connection, string server, SchemaTables at, CancellationToken cancellationToken)
    {
        const string relations =
            "SELECT count(*) FILTER (WHERE c.relname = 'store'), count(*) FROM pg_catalog.pg_class c " +
            "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1";
        var command = new NpgsqlCommand(relations, connection);
        await using var disposing = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = at.Name });
        long stores, all;
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
            (stores, all) = (rows.GetInt64(0), rows.GetInt64(1));
        }

        if (all == 0)
        {
            return null;
        }

        var version = stores == 0 ? null : await MarkAsync(connection, at, cancellationToken).ConfigureAwait(false);
        return version switch
        {
            null or < 1 => throw new FlowException(
                FlowErrorCodes.StoreForeign, $"The schema {at.Schema} of '{server}' holds what is no store of FlowKit; it was not changed. Take another schema."),
            > SchemaScript.Version => throw new FlowException(
                FlowErrorCodes.StoreNewer,
                $"The store '{server}' has schema {version}, this FlowKit knows up to {SchemaScript.Version}; the store was not changed. Update FlowKit."),
            _ => version,
        };
    }

    private static async Task<int?> MarkAsync(NpgsqlConnection connection, SchemaTables at, CancellationToken cancellationToken)
    {
        const string columns =
            "SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = $1::regclass AND (a.attname, a.atttypid) IN " +
            "(('one', 'integer'::regtype), ('product', 'text'::regtype), ('version', 'integer'::regtype))";
        if (await ScalarAsync(connection, columns, at.Store, cancellationToken).ConfigureAwait(false) is not 3L)
        {
            return null;
        }

        var command = new NpgsqlCommand($"SELECT version FROM {at.Store} WHERE one = 1 AND product = 'FlowKit'", connection);
        await using (command.ConfigureAwait(false))
        {
            return (int?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<uint?> OidAsync(NpgsqlConnection connection, SchemaTables at, CancellationToken cancellationToken) => (uint?)await ScalarAsync(
        connection, "SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1", at.Name, cancellationToken).ConfigureAwait(false);

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string value, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
