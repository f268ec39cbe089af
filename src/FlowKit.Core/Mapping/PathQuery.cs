using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>The compiled form of a path, or of a query inside a filter: steps, and path functions at the end.</summary>
internal sealed class PathQuery
{
    private readonly int _placesAt;

    public PathQuery(PathStep[] steps, PathFunction[] functions)
    {
        Steps = steps;
        Functions = functions;
        IsSingular = Array.TrueForAll(steps, step => step.IsSingular);
        _placesAt = steps is [.., { Name: not null }] && Array.Exists(steps, step => step.IsEveryChild) ? steps.Length - 1 : -1;
    }

    public PathStep[] Steps { get; }

    public PathFunction[] Functions { get; }

    /// <summary>Its steps lead to one value at most.</summary>
    public bool IsSingular { get; }

    /// <summary>It yields one value at most.</summary>
    public bool IsDefinite => IsSingular || Functions.Length > 0;

    /// <summary>The first step when that is a name.</summary>
    public string? RootName => Steps is [{ Name: { } name }, ..] ? name.Text : null;

    /// <summary>Walks singular steps.</summary>
    public FlowValue Follow(FlowValue at, int step)
    {
        var steps = Steps;
        for (; step < steps.Length; step++)
        {
            at = steps[step].Next(at);
        }

        return at;
    }

    /// <summary>The value or missing; of several matches the list of them. Path functions are applied.</summary>
    public FlowValue Evaluate(FlowValue start, int step, ref PathScope scope)
    {
        var value = IsSingular ? Follow(start, step) : List(start, step, keepsPlaces: false, ref scope);
        foreach (var function in Functions)
        {
            value = PathFunctions.Apply(function, value, ref scope);
        }

        return value;
    }

    /// <summary>The list of matches, with null where a last name is missing under a wildcard if that is asked for.</summary>
    public FlowValue List(FlowValue start, int step, bool keepsPlaces, ref PathScope scope)
    {
        var found = Find(start, step, keepsPlaces, ref scope);
        return found.Length == 0 ? FlowValue.EmptyArray : new(new ArrayNode(found, found.Length, owner: null));
    }

    public FlowValue[] Find(FlowValue start, int step, bool keepsPlaces, ref PathScope scope)
    {
        var walker = new PathWalker<BareNode>(Steps, keepsPlaces ? _placesAt : -1, firstOnly: false, ref scope);
        walker.Visit(new(start), step);
        var nodes = walker.Found;
        FlowValue[] found = nodes.IsEmpty ? [] : new FlowValue[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            found[i] = nodes[i].Value;
        }

        walker.Release();
        return found;
    }

    public int Count(FlowValue start, int step, ref PathScope scope)
    {
        var walker = new PathWalker<BareNode>(Steps, -1, firstOnly: false, ref scope);
        walker.Visit(new(start), step);
        walker.Release();
        return walker.Count;
    }

    public bool Exists(FlowValue start, int step, ref PathScope scope)
    {
        if (IsDefinite)
        {
            return !Evaluate(start, step, ref scope).IsMissing;
        }

        var walker = new PathWalker<BareNode>(Steps, -1, firstOnly: true, ref scope);
        walker.Visit(new(start), step);
        return walker.Count > 0;
    }

    public PlacedNode[] Locate(PlacedNode start, int step, ref PathScope scope)
    {
        var walker = new PathWalker<PlacedNode>(Steps, -1, firstOnly: false, ref scope);
        walker.Visit(start, step);
        var found = walker.Found.ToArray();
        walker.Release();
        return found;
    }
}
