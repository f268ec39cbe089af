namespace FlowKit.PostgreSql.Tests;

/// <summary>The tests that share one server: one for the whole run, a schema for each test.</summary>
[CollectionDefinition(Name)]
public sealed class OneCluster : ICollectionFixture<Cluster>
{
    public const string Name = "PostgreSQL";
}
