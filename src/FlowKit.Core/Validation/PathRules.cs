using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Paths and conditions: the only rules that know the JSONPath compiler. A text that stands often is looked at once.</summary>
internal sealed class PathRules(Findings findings)
{
    private readonly Dictionary<string, (PathShape? Shape, string? Fault)> _known = new(StringComparer.Ordinal);

    /// <summary>The shape of a path; null, with the fault told, when it is none.</summary>
    public PathShape? Check(string path, SourcePlace place, string code = FlowErrorCodes.InvalidPath)
    {
        var (shape, fault) = Find(path);
        if (fault is not null)
        {
            findings.Error(code, place, fault);
        }

        return shape;
    }

    /// <summary>The shape of a path that is written to; null, with the fault told, when it is none.</summary>
    public PathShape? CheckTarget(string path, SourcePlace place) => Check(path, place);

    /// <summary>The shape of a path; null when it is none.</summary>
    public PathShape? ShapeOf(string path) => Find(path).Shape;

    private (PathShape? Shape, string? Fault) Find(string path)
    {
        if (!_known.TryGetValue(path, out var found))
        {
            found = Compile(path);
            _known.Add(path, found);
        }

        return found;
    }

    private static (PathShape? Shape, string? Fault) Compile(string path)
    {
        if (path.Length == 0 || path[0] != '$')
        {
            return (null, "a path must begin with '$'");
        }

        var shape = PathShape.Of(path);
        return (shape, null);
    }
}
