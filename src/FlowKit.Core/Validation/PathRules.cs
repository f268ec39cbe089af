using System.Globalization;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation;

/// <summary>Paths and conditions: the only rules that know the JSONPath compiler. A text that stands often is looked at once.</summary>
internal sealed class PathRules(Findings findings, PatternBudget patterns)
{
    /// <summary>The largest index a target may name.</summary>
    private const int MaxIndex = 999_999;

    private readonly Dictionary<string, (PathShape? Shape, string? Fault)> _known = new(StringComparer.Ordinal);

    /// <summary>What cannot be written, and why.</summary>
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);

    /// <summary>The shape of a path; null, with the fault told, when it is none.</summary>
    public PathShape? Check(string? path, SourcePlace place, string code = FlowErrorCodes.InvalidPath)
    {
        var (shape, fault) = Find(path);
        if (fault is not null)
        {
            findings.Error(code, place, fault);
        }

        return shape;
    }

    /// <summary>
    /// The shape of a path that is written to; null, with the fault told, when it is none, or leads where nothing can be put.
    /// </summary>
    public PathShape? CheckTarget(string? path, SourcePlace place)
    {
        if (Check(path, place) is not { } shape)
        {
            return null;
        }

        if (_targets.TryGetValue(path!, out var fault))
        {
            findings.Error(FlowErrorCodes.InvalidTarget, place, fault);
            return null;
        }

        return shape;
    }

    /// <summary>The shape of a path; null when it is none.</summary>
    public PathShape? ShapeOf(string? path) => Find(path).Shape;

    private (PathShape? Shape, string? Fault) Find(string? path)
    {
        path ??= string.Empty;
        if (!_known.TryGetValue(path, out var found))
        {
            found = Compile(path);
            _known.Add(path, found);
        }

        return found;
    }

    private (PathShape? Shape, string? Fault) Compile(string path)
    {
        if (PathShape.OfPlain(path) is { } plain)
        {
            return (plain, null);
        }

        if (findings.IsFull || patterns.IsSpent)
        {
            // The flow is refused, and nothing more would be told of it.
            return default;
        }

        if (!JsonPath.TryParse(path, JsonPathDialect.Flow, out var compiled, out var fault))
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"at position {fault.Position + 1} of this path: {fault.Message}"));
        }

        patterns.Spend(compiled.Patterns);
        if (TargetFault(compiled) is { } misfit)
        {
            _targets.Add(path, misfit);
        }

        return (PathShape.Of(compiled), null);
    }

    private static string? TargetFault(JsonPath path)
    {
        if (path is { IsDefinite: true, Segments.IsEmpty: true, RootName: not null })
        {
            return "nothing can be put there: a path function gives a value and no place, and no list has an index so large";
        }

        if (path.Segments.Length > JsonReading.MaxDepth)
        {
            return $"a target leads {JsonReading.MaxDepth} levels deep at most";
        }

        foreach (var segment in path.Segments)
        {
            if (segment.Index > MaxIndex)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"the index of a target is {MaxIndex} at most: the places before it are filled");
            }
        }

        return null;
    }
}
