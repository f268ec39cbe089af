using FlowKit.PostgreSql.Tests;
using FlowKit.Sqlite.Tests.Saving;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>A test that is skipped, visibly, where there is no PostgreSQL server or no small disk can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTmpfsFactAttribute : FactAttribute
{
    public PostgreSqlTmpfsFactAttribute() =>
        Skip = Cluster.Missing ?? (Tmpfs.IsPossible() ? null! : "Mounting a small disk takes root on Linux.");
}
