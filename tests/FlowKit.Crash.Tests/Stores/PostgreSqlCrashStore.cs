using FlowKit.PostgreSql;
using FlowKit.PostgreSql.Tests;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>A schema of a server.</summary>
internal sealed class PostgreSqlCrashStore(Cluster cluster) : ICrashStore
{
    private readonly string _schema = cluster.NewSchema();

    public IReadOnlyList<string> Arguments => [cluster.Address, _schema];

    public async Task CheckAsync(IEnumerable<string> executions)
    {
        await using var store = PostgreSqlStateStore.Open(cluster.Address, new() { Schema = _schema });
        await StoreChecks.HoldsAsync(store, executions);
    }
}
