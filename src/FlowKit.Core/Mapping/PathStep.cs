using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>One segment of a path: selectors applied to a value, or to it and everything below it.</summary>
internal sealed class PathStep(PathSelector[] selectors, bool isDescendant)
{
    public PathSelector[] Selectors { get; } = selectors;

    public bool IsDescendant { get; } = isDescendant;

    /// <summary>Set when the step leads to one member at most.</summary>
    public PathSelector.Name? Name { get; } = isDescendant || selectors.Length != 1 ? null : selectors[0] as PathSelector.Name;

    /// <summary>Set when the step leads to one item at most.</summary>
    public PathSelector.Index? Index { get; } = isDescendant || selectors.Length != 1 ? null : selectors[0] as PathSelector.Index;

    public bool IsSingular => Name is not null || Index is not null;

    public bool IsEveryChild => !IsDescendant && Selectors is [PathSelector.Wildcard];

    /// <summary>The one value a singular step leads to; missing when there is none.</summary>
    public FlowValue Next(FlowValue at)
    {
        if (Name is { } name)
        {
            return at.AsObjectNode is { } node ? name.Of(node) : default;
        }

        return at.AsArrayNode is { } array && Index!.In(array) is >= 0 and var place ? array[place] : default;
    }
}
