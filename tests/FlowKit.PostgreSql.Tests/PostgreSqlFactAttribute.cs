namespace FlowKit.PostgreSql.Tests;

/// <summary>A test that is skipped, visibly, where no PostgreSQL server is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = Cluster.Missing!;
}
