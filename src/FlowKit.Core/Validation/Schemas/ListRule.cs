using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary><c>prefixItems</c>, <c>items</c>, <c>minItems</c>, <c>maxItems</c> and <c>uniqueItems</c>.</summary>
internal sealed class ListRule : SchemaRule
{
    public IReadOnlyList<SchemaNode> Prefix { get; init; } = [];

    /// <summary>For the items behind the prefix; null for anything.</summary>
    public SchemaNode? Items { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public bool Unique { get; init; }

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run)
    {
        if (value.AsArrayNode is not { } list)
        {
            return true;
        }

        var meets = (MinItems is not { } least || list.Count >= least || run.Fault(at, $"has {list.Count} items; expected are at least {least}")) &
            (MaxItems is not { } most || list.Count <= most || run.Fault(at, $"has {list.Count} items; expected are at most {most}")) &
            (!Unique || AreUnique(list, at, run));
        var checkedItems = Items is null ? Math.Min(Prefix.Count, list.Count) : list.Count;
        for (var i = 0; i < checkedItems && (meets || run.Tells); i++)
        {
            meets &= run.Meets(i < Prefix.Count ? Prefix[i] : Items!, list[i], new(at, i));
        }

        return meets;
    }

    private static bool AreUnique(ArrayNode list, PathTrail? at, SchemaRun run)
    {
        var seen = new SchemaEquality();
        for (var i = 0; i < list.Count; i++)
        {
            if (!seen.TryAdd(list[i], run))
            {
                return run.Fault(new(at, i), "stands in its list twice");
            }
        }

        return true;
    }
}
