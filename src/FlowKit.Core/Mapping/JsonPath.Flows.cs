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
    /// The location a writable definite path names, root name included, whether anything is there or not; empty for other paths and
    /// where an index is larger than a list can be. Negative indexes are left as they are: <see cref="Locate"/> resolves them.
    /// </summary>
    internal ReadOnlySpan<PathSegment> Segments => _segments;

    /// <summary>Whether <see cref="Segments"/> is the one location the path names, whatever the value.</summary>
    internal bool IsFixed => _segments.Length > 0 && !Array.Exists(_segments, segment => segment.Index < 0);

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
    /// negative indexes are; of another path those of its matches, inner ones before the outer ones that hold them.
    /// </summary>
    internal void Locate(in PathRoots roots, List<PathSegment[]> into)
    {
        var scope = new PathScope(roots, _limits);
        if (_query.IsSingular)
        {
            LocateOne(ref scope, into);
            return;
        }

        var start = scope.Start(_query, out var step);
        var trail = step == 0 ? null : new PathTrail(null, _query.RootName!);
        var found = IsWritable ? _query.Locate(new(start, trail), step, ref scope) : [];
        for (var i = found.Length - 1; i >= 0; i--)
        {
            into.Add(PathTrail.ToSegments(found[i].Trail));
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

        if (location.Length > 0)
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
