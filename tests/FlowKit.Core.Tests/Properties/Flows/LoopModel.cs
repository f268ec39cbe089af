using System.Text.Json.Nodes;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>What a loop runs over and how.</summary>
/// <param name="Items">The collection as JSON text, a list or not; null to take it from <paramref name="ItemsFrom"/>.</param>
/// <param name="ItemsFrom">The context key that holds the collection; null when it is written in place.</param>
/// <param name="Concurrency">How many branches at once; 0 for all.</param>
/// <param name="FailFast">No further branch begins once more than tolerated failed.</param>
/// <param name="Tolerate">How many failed branches are forgiven.</param>
/// <param name="Batch">How many items a branch gets as a list; 0 for one that is not a list.</param>
/// <param name="Tasks">The tasks of a branch.</param>
internal sealed record LoopModel(
    string? Items, string? ItemsFrom, int Concurrency, bool FailFast, int Tolerate, int Batch, IReadOnlyList<TaskModel> Tasks)
{
    /// <summary>The input key of the collection.</summary>
    public const string ListKey = "list";

    public static string ItemKey(string loop) => loop + "Item";

    public static string IndexKey(string loop) => loop + "Index";

    /// <summary>The collection written in place.</summary>
    public JsonNode? ItemsInPlace => Items is null ? null : JsonNode.Parse(Items);
}
