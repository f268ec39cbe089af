using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What mappings and conditions ask of a path.</summary>
public sealed partial class JsonPath
{
    private readonly PathSegment[] _segments;

    /// <summary>The first name of the path: <c>input</c> of <c>$.input.id</c>; null when it does not begin with a name.</summary>
    internal string? RootName => _query.RootName;

    /// <summary>Whether the path leads to places, which can be written. The result of a path function stands nowhere.</summary>
    internal bool IsWritable => _query.Functions.Length == 0;

    /// <summary>
    /// The location a definite path names, root name included, whether anything is there or not. Empty for other paths, for those that
    /// end in a path function, and where an index is larger than a list can be. Negative indexes are left as they are:
    /// <see cref="Locate"/> resolves them.
    /// </summary>
    internal ReadOnlySpan<PathSegment> Segments => _segments;

    /// <summary>The value of a definite path; missing when there is none. Allocates nothing unless a path function does.</summary>
    internal FlowValue SelectOne(in PathRoots roots)
    {
        if (_query.Functions.Length == 0 && _query.RootName is { } name)
        {
            return _query.Follow(roots.Get(name), 1);
        }

        var scope = new PathScope(roots, _limits);
        var start = scope.Start(_query, out var step);
        return _query.Evaluate(start, step, ref scope);
    }

    /// <summary>
    /// What a source yields: the value of a definite path or missing; the list of matches of another, with null where only the last
    /// name is missing in an object under a wildcard.
    /// </summary>
    internal FlowValue Read(in PathRoots roots)
    {
        if (_query.IsDefinite)
        {
            return SelectOne(roots);
        }

        var scope = new PathScope(roots, _limits);
        var start = scope.Start(_query, out var step);
        return _query.List(start, step, keepsPlaces: true, ref scope);
    }

    /// <summary>Whether a condition holds: there is a match, whatever its value. Stops at the first.</summary>
    internal bool Matches(in PathRoots roots)
    {
        var scope = new PathScope(roots, _limits);
        var start = scope.Start(_query, out var step);
        return _query.Exists(start, step, ref scope);
    }

    /// <summary>
    /// Adds the locations a target names, root name included: that of a definite path, whether anything is there or not, provided its
    /// negative indexes are; of another path those of its matches, inner ones before the outer ones that hold them. A root itself,
    /// which a filter may find, is no target.
    /// </summary>
    internal void Locate(in PathRoots roots, List<PathSegment[]> into)
    {
        var scope = new PathScope(roots, _limits);
        if (_query.IsDefinite)
        {
            LocateOne(ref scope, into);
            return;
        }

        var start = scope.Start(_query, out var step);
        var trail = step == 0 ? null : new PathTrail(null, _query.RootName!);
        var found = _query.Locate(new(start, trail), step, ref scope);
        for (var i = found.Length - 1; i >= 0; i--)
        {
            AddBelowRoot(PathTrail.ToSegments(found[i].Trail), into);
        }
    }

    private void LocateOne(ref PathScope scope, List<PathSegment[]> into)
    {
        var at = scope.Start(_query, out var step);
        var location = (PathSegment[])_segments.Clone();
        for (; step < location.Length; step++)
        {
            if (location[step] is { Name: null, Index: < 0 })
            {
                var place = at.AsArrayNode is { } array ? _query.Steps[step].Index!.In(array) : -1;
                if (place < 0)
                {
                    return;
                }

                location[step] = place;
            }

            at = _query.Steps[step].Next(at);
        }

        AddBelowRoot(location, into);
    }

    private static void AddBelowRoot(PathSegment[] location, List<PathSegment[]> into)
    {
        if (location.Length > 1)
        {
            into.Add(location);
        }
    }

    private static PathSegment[] SegmentsOf(PathQuery query)
    {
        var isLocation = query.IsSingular && query.Functions.Length == 0 &&
            Array.TrueForAll(query.Steps, step => step.Index is null or { Number: >= int.MinValue and <= int.MaxValue });
        return isLocation
            ? Array.ConvertAll(query.Steps, step => step.Name is { } name ? name.Text : (PathSegment)(int)step.Index!.Number)
            : [];
    }
}
