using FlowKit.Hosting;
using FlowKit.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit;

/// <summary>Executions in a SQLite file.</summary>
public static class SqliteExtensions
{
    /// <summary>
    /// Keeps executions in a SQLite file. The store is opened when the engine is first needed and closed with the container, which gives it as
    /// <see cref="SqliteStateStore"/> to whoever wants a backup.
    /// </summary>
    /// <param name="flows">What the engine is made of.</param>
    /// <param name="connectionString"><c>Data Source=flows.db</c>, relative to the current directory.</param>
    /// <param name="options">Bounds and promises; null for the defaults.</param>
    public static FlowHostBuilder UseSqlite(this FlowHostBuilder flows, string connectionString, SqliteStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(flows);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        flows.Services.RemoveAll<SqliteStateStore>();
        flows.Services.AddSingleton(provider => SqliteStateStore.Open(connectionString, options, provider.GetRequiredService<TimeProvider>()));
        return flows.UseStore(provider => provider.GetRequiredService<SqliteStateStore>());
    }

    /// <summary>
    /// Keeps executions in a SQLite file, which is opened when the engine is built and closed when it is disposed. A host that wants backups
    /// opens the store itself and gives it to <see cref="FlowEngineBuilder.UseStore(Storing.IStateStore)"/>.
    /// </summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="connectionString"><c>Data Source=flows.db</c>, relative to the current directory.</param>
    /// <param name="options">Bounds and promises; null for the defaults.</param>
    public static FlowEngineBuilder UseSqlite(this FlowEngineBuilder builder, string connectionString, SqliteStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.ReadKeptYaml().UseStore(time => SqliteStateStore.Open(connectionString, options, time));
    }
}
