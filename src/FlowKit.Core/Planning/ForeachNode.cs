using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>A <c>foreach</c> task, compiled.</summary>
internal sealed class ForeachNode(ForeachTask task, NodeParts parts, GroupPlan group) : TaskNode(task, parts)
{
    public GroupPlan Group { get; } = group;

    public override bool Writes => base.Writes || Array.Exists(Group.Tasks, inner => inner.Writes);

    /// <summary>The list, a path into <c>$.input</c>.</summary>
    public JsonPath Collection { get; } = JsonPath.Parse(task.IterationMapping!.Collection!.Value.Value);

    public string? Item { get; } = task.IterationMapping!.Item?.Value;

    public string? ItemIndex { get; } = task.IterationMapping!.Index?.Value;

    public ConditionPlan[] SynchronizationConditions { get; } =
        MappingCompiler.OverInput(task.Synchronization?.Conditions);

    /// <summary>How many branches run at once; null for all.</summary>
    public NumberPlan? MaxConcurrency { get; } = NumberPlan.Of(task.Synchronization?.MaxConcurrency.Value ?? default);

    public bool FailFast { get; } = task.Failure.FailFast;

    /// <summary>Up to this many failed branches are forgiven.</summary>
    public int Tolerate { get; } = task.Failure.Tolerate.Value;

    /// <summary>How many items a branch gets as a list; null for one item that is not a list.</summary>
    public int? Batch { get; } = task.Batch?.Value;

    /// <summary>The list; missing when the path finds none or exceeds a bound.</summary>
    public FlowValue CollectionOf(FlowValue input)
    {
        try
        {
            return Collection.Read(new PathRoots { Input = input });
        }
        catch (JsonPathException)
        {
            return default;
        }
    }

    /// <summary>How many branches an input makes; -1 when its collection is no list.</summary>
    public int BranchesIn(FlowValue input) => CollectionOf(input).Kind switch
    {
        FlowValueKind.Array => BranchesFor(CollectionOf(input).Count),
        FlowValueKind.Missing or FlowValueKind.Null => 0,
        _ => -1,
    };

    public int BranchesFor(int items) => Batch is { } batch ? (items + batch - 1) / batch : items;

    /// <summary>What a branch is given: its item, or its list of items.</summary>
    public FlowValue ItemOf(FlowValue collection, int branch) => Batch is { } batch
        ? FlowValue.Array(collection.AsArrayNode!.Span.Slice(branch * batch, Math.Min(batch, collection.Count - (branch * batch))))
        : collection[branch];
}
