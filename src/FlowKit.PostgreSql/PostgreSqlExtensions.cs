using FlowKit.Hosting;
using FlowKit.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit;

/// <summary>Executions in a PostgreSQL database.</summary>
public static class PostgreSqlExtensions
{
    /// <summary>
    /// Keeps executions in a PostgreSQL database, which any number of engines may share. The store is opened when the engine is first needed
    /// and closed with the container, which gives it as <see cref="PostgreSqlStateStore"/> too. Unless the options have a lease already the
    /// engine gets one of <see cref="FlowEngineOptions.DefaultLease"/>; one with a database to itself takes it away again by
    /// <c>Configure(options => options with { Lease = null })</c>.
    /// </summary>
    /// <param name="flows">What the engine is made of.</param>
    /// <param name="address"><c>postgresql://user@host:5432/database</c>, or a connection string of Npgsql.</param>
    /// <param name="options">Schema and bounds; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address names no database, or an option is out of its range.</exception>
    public static FlowHostBuilder UsePostgreSql(this FlowHostBuilder flows, string address, PostgreSqlStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(flows);
        PostgreSqlStateStore.Check(address, options);
        flows.Services.RemoveAll<PostgreSqlStateStore>();
        flows.Services.AddSingleton(provider => PostgreSqlStateStore.Open(address, options, provider.GetRequiredService<TimeProvider>()));
        flows.Configure(Shared);
        return flows.UseStore(provider => provider.GetRequiredService<PostgreSqlStateStore>());
    }

    /// <summary>
    /// Keeps executions in a PostgreSQL database, which any number of engines may share. The store is opened when the engine is built and closed
    /// when it is disposed. Unless the options have a lease already the engine gets one of <see cref="FlowEngineOptions.DefaultLease"/>.
    /// </summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="address"><c>postgresql://user@host:5432/database</c>, or a connection string of Npgsql.</param>
    /// <param name="options">Schema and bounds; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address names no database, or an option is out of its range.</exception>
    public static FlowEngineBuilder UsePostgreSql(this FlowEngineBuilder builder, string address, PostgreSqlStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PostgreSqlStateStore.Check(address, options);
        builder.Options = Shared(builder.Options);
        return builder.UseStore(time => PostgreSqlStateStore.Open(address, options, time));
    }

    private static FlowEngineOptions Shared(FlowEngineOptions options) => options with { Lease = options.Lease ?? FlowEngineOptions.DefaultLease };
}
