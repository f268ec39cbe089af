using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>Where a mapping writes, compiled: one place, or every place a wildcard or filter finds.</summary>
internal sealed class MappingTarget
{
    private readonly JsonPath _path;
    private readonly bool _toInput;

    // The one place, known beforehand; null where the document has to be asked.
    private readonly PathSegment[]? _place;

    public MappingTarget(JsonPath path)
    {
        _path = path;
        _toInput = path.RootName == "input";
        var segments = path.Segments;
        _place = segments.Length > 1 && IsPlace(segments) ? segments[1..].ToArray() : null;
    }

    /// <summary>It writes the input, not the context.</summary>
    public bool IsInput => _toInput;

    public string Text => _path.Text;

    /// <summary>The one place it writes; null where the document has to be asked.</summary>
    public ReadOnlySpan<PathSegment> Place => _place;

    /// <summary>The names and indexes below its document that whatever it writes lies under.</summary>
    public PathSegment[] Prefix => _path.DefinitePrefix() is [_, .. var below] ? below : [];

    /// <summary>It may write this top-level key of the context; null for any key.</summary>
    public bool MayWrite(string? key) =>
        !_toInput && (key is null || ContextKey is not { } first || first == key);

    /// <summary>The top-level key of the context it writes; null for any, or for none when it writes the input.</summary>
    public string? ContextKey => !_toInput && _path.DefinitePrefix() is [_, { Name: { } first }, ..] ? first : null;

    /// <summary>The one place in the input; null when it writes elsewhere, or to places that only the document tells.</summary>
    public PathSegment[]? InputPlace => _toInput ? _place : null;

    /// <summary>Both lead to the same one place.</summary>
    public bool IsSamePlace(MappingTarget other) =>
        _place is not null && other._place is not null && _toInput == other._toInput && _place.AsSpan().SequenceEqual(other._place);

    /// <summary>Writes the value everywhere; false at the first place it does not fit.</summary>
    public bool TryWrite(IMappingDocument document, FlowValue value, out Misfit misfit)
    {
        if (_place is not null)
        {
            return document.TryWrite(_toInput, _place, value, out misfit);
        }

        misfit = default;
        var places = new List<PathSegment[]>();
        _path.Locate(document.Roots(), places);
        foreach (var place in places)
        {
            if (!document.TryWrite(_toInput, place[1..], value, out misfit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the members of an object everywhere, one by one; false at the first that does not fit.</summary>
    public bool TryMerge(IMappingDocument document, FlowValue value, out Misfit misfit)
    {
        if (value.AsObjectNode is not { } members)
        {
            misfit = Misfit.Of($"a value of type {value.Kind.ToString().ToLowerInvariant()} has no members to merge");
            return false;
        }

        var places = new List<PathSegment[]>();
        if (_place is not null)
        {
            places.Add(_place);
        }
        else
        {
            _path.Locate(document.Roots(), places);
            places = places.ConvertAll(place => place[1..]);
        }

        misfit = default;
        foreach (var place in places)
        {
            for (var i = 0; i < members.Count; i++)
            {
                if (!document.TryWrite(_toInput, [.. place, members.NameAt(i)], members.ValueAt(i), out misfit))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsPlace(ReadOnlySpan<PathSegment> segments)
    {
        foreach (var segment in segments)
        {
            if (segment is { Name: null, Index: < 0 })
            {
                return false;
            }
        }

        return true;
    }
}
