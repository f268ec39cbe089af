using System.Globalization;

namespace FlowKit.PostgreSql.Schema;

/// <summary>Names that all who share a schema know each other by, short whatever the schema is called.</summary>
/// <param name="Oid">The schema's number in its database.</param>
internal sealed record SchemaNames(uint Oid)
{
    /// <summary>Where it is told that there may be executions that belong to nobody.</summary>
    public string WorkChannel => string.Create(CultureInfo.InvariantCulture, $"flowkit_{Oid}_work");

    /// <summary>Where messages to a session go.</summary>
    public string ChannelOf(long session) => string.Create(CultureInfo.InvariantCulture, $"flowkit_{Oid}_{session}");

    /// <summary>How the names of all connections begin that act for sessions, before the number of the session.</summary>
    public string ActorsOfAll => string.Create(CultureInfo.InvariantCulture, $"FlowKit {Oid}.");

    /// <summary>
    /// What a connection calls itself while it acts for a session: whoever takes over from the session cuts it, because one that stands still
    /// in the middle of a request keeps its locks, and nobody can wait for it.
    /// </summary>
    /// <param name="session">The session; 0 for a writer without one.</param>
    /// <param name="writer">The number of its writer, from 1; 0 for a connection that is no writer's.</param>
    public string ActorOf(long session, int writer = 0) => string.Create(CultureInfo.InvariantCulture, $"{ActorsOfAll}{session}.{writer}");
}
