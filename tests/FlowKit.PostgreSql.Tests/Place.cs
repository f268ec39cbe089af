using System.Globalization;

namespace FlowKit.PostgreSql.Tests;

/// <summary>A schema of a test's own, whose clock the test may put forward.</summary>
internal sealed class Place(Cluster cluster)
{
    private TimeSpan _ahead;

    public string Schema { get; } = cluster.NewSchema();

    /// <summary>The tables, for SQL: <c>{place.At}.log</c>.</summary>
    public string At => $"\"{Schema}\"";

    public PostgreSqlStateStore Open(PostgreSqlStoreOptions? options = null, TimeProvider? time = null, string? address = null) =>
        PostgreSqlStateStore.Open(address ?? cluster.Address, (options ?? new()) with { Schema = Schema }, time);

    /// <summary>Lets time pass for the store.</summary>
    public async ValueTask PassAsync(TimeSpan span)
    {
        _ahead += span;
        await cluster.RunSqlAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE OR REPLACE FUNCTION {At}.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
            AS 'SELECT clock_timestamp() + make_interval(secs => {_ahead.TotalSeconds})'
            """));
    }
}
