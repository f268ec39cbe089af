using System.Diagnostics;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>
/// The regular expression of a filter: compiled with the path where it stands in its text; otherwise when a value brings it, the
/// last one being kept. One that cannot be used matches nothing.
/// </summary>
internal sealed class PathPattern
{
    private readonly PathOperand? _source;
    private readonly Func<string, PathRegex>? _compile;
    private PathRegex? _last;

    public PathPattern(PathRegex constant) => _last = constant;

    public PathPattern(PathOperand source, Func<string, PathRegex> compile)
    {
        _source = source;
        _compile = compile;
    }

    public bool IsMatch(string text, FlowValue current, ref PathScope scope)
    {
        var regex = _source is null ? _last : Find(_source.Evaluate(current, ref scope).AsString(), ref scope);
        return regex is { Fault: null } && regex.IsMatch(text, ref scope);
    }

    private PathRegex? Find(string? pattern, ref PathScope scope)
    {
        if (pattern is null)
        {
            return null;
        }

        var last = _last;
        if (last is null || last.Pattern != pattern)
        {
            var began = Stopwatch.GetTimestamp();
            _last = last = _compile!(pattern);
            scope.ChargeRegexTime(began);
        }

        return last;
    }
}
