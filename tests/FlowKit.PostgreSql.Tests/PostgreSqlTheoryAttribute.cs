namespace FlowKit.PostgreSql.Tests;

/// <summary>A test of many cases that is skipped, visibly, where no PostgreSQL server is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = Cluster.Missing!;
}
