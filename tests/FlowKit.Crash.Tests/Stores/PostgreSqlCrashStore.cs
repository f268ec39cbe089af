using FlowKit.PostgreSql;
using FlowKit.PostgreSql.Tests;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>A schema of a server.</summary>
internal sealed class PostgreSqlCrashStore(Cluster cluster) : ICrashStore
{
    public string Schema { get; } = cluster.NewSchema();

    public IReadOnlyList<string> Arguments => [cluster.Address, Schema];

    public async Task CheckAsync(IEnumerable<string> executions)
    {
        await using var store = PostgreSqlStateStore.Open(cluster.Address, new() { Schema = Schema });
        await StoreChecks.HoldsAsync(store, executions);
    }
}
