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

    /// <summary>How the names of all writing connections begin, before the number of the session.</summary>
    public string WritersOfAll => string.Create(CultureInfo.InvariantCulture, $"FlowKit {Oid}.");

    /// <summary>What the writing connections of a session call themselves, each with its own number behind it.</summary>
    public string WriterOf(long session) => string.Create(CultureInfo.InvariantCulture, $"{WritersOfAll}{session}.");
}
