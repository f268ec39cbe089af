using System.Globalization;
using FlowKit.PostgreSql;
using FlowKit.Sqlite;

namespace FlowKit.CrashHost;

/// <summary>
/// <c>sqlite:PATH</c>, with the number of pages its file may have behind it, or <c>postgresql://...</c>, a schema, and the seconds of the lease
/// if other processes use it too. Small bounds, so that what is rare in a long life happens in a short one.
/// </summary>
internal static class StoreArguments
{
    private const string Sqlite = "sqlite:";

    public static FlowEngineBuilder Use(FlowEngineBuilder builder, string[] arguments, Gate gate, Wire wire) => arguments[0].StartsWith(Sqlite, StringComparison.Ordinal)
        ? builder.UseSqlite($"Data Source={arguments[0][Sqlite.Length..]}", new SqliteStoreOptions
        {
            CheckpointPages = 40,
            LargestPages = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 0,
        })
        : UsePostgreSql(builder, arguments, gate, wire);

    private static FlowEngineBuilder UsePostgreSql(FlowEngineBuilder builder, string[] arguments, Gate gate, Wire wire)
    {
        var options = new PostgreSqlStoreOptions { Schema = arguments[1] };
        if (arguments.Length < 3)
        {
            builder.UsePostgreSql(arguments[0], options);
            builder.Options = builder.Options with { Lease = null };
            return builder;
        }

        builder.Options = builder.Options with { Lease = TimeSpan.FromSeconds(double.Parse(arguments[2], CultureInfo.InvariantCulture)) };
        return builder.UseStore(time => new WatchedStore(PostgreSqlStateStore.Open(arguments[0], options, time), gate, wire));
    }
}
