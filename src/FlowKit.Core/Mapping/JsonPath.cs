using System.Diagnostics.CodeAnalysis;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>A compiled JSONPath. Immutable and safe to share between threads: compile once, evaluate often.</summary>
/// <remarks>
/// Evaluating never fails for what a value holds. It throws <see cref="JsonPathException"/> when it meets a bound: 1,000,000 results
/// (<c>FLOW3006</c>), 50,000,000 values looked at (<c>FLOW3007</c>), 500 levels (<c>FLOW3008</c>), 1 second of regular
/// expressions (<c>FLOW3009</c>).
/// </remarks>
public sealed partial class JsonPath
{
    private readonly PathQuery _query;
    private readonly PathQuery[] _absolute;
    private readonly JsonPathLimits _limits;

    private JsonPath(string text, JsonPathDialect dialect, JsonPathLimits limits)
    {
        Text = text;
        _query = PathParser.Parse(text, dialect, limits, out _absolute, out var patterns);
        Patterns = patterns;
        _limits = limits;
        _segments = SegmentsOf(_query);
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether it yields one value at most: it has nothing but names and indexes, or it ends in a path function of the flow dialect.
    /// </summary>
    public bool IsDefinite => _query.IsDefinite;

    /// <summary>How many regular expressions the text has.</summary>
    internal int Patterns { get; }

    /// <summary>Compiles a path.</summary>
    /// <exception cref="JsonPathException">The text is no path of the dialect; the exception carries the position.</exception>
    public static JsonPath Parse(string text, JsonPathDialect dialect = JsonPathDialect.Flow) =>
        Parse(text, dialect, JsonPathLimits.Default);

    /// <summary>Compiles a path, or says why it cannot be compiled.</summary>
    public static bool TryParse(
        string text,
        JsonPathDialect dialect,
        [NotNullWhen(true)] out JsonPath? path,
        [NotNullWhen(false)] out JsonPathFault? fault)
    {
        try
        {
            (path, fault) = (Parse(text, dialect), null);
            return true;
        }
        catch (JsonPathException exception)
        {
            (path, fault) = (null, exception.Fault);
            return false;
        }
    }

    internal static JsonPath Parse(string text, JsonPathDialect dialect, JsonPathLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, dialect, limits);
    }

    /// <summary>Every value found, in the order of the path; nothing when there is none.</summary>
    /// <exception cref="JsonPathException">A bound was met.</exception>
    public IReadOnlyList<FlowValue> Select(FlowValue root)
    {
        var scope = new PathScope(root, _limits);
        if (!_query.IsDefinite)
        {
            return _query.Find(root, 0, keepsPlaces: false, ref scope);
        }

        var value = _query.Evaluate(root, 0, ref scope);
        return value.IsMissing ? [] : [value];
    }

    /// <summary>Every value found and its place, in the order of the path; nothing when there is none.</summary>
    /// <exception cref="JsonPathException">A bound was met.</exception>
    public IReadOnlyList<JsonPathMatch> SelectMatches(FlowValue root)
    {
        var scope = new PathScope(root, _limits);
        if (_query.Functions.Length == 0)
        {
            return Array.ConvertAll(
                _query.Locate(new(root, null), 0, ref scope), node => new JsonPathMatch(node.Value, PathTrail.ToText(node.Trail)));
        }

        var value = _query.Evaluate(root, 0, ref scope);
        return value.IsMissing ? [] : [new(value, string.Empty)];
    }

    /// <summary>The path as it was written.</summary>
    public override string ToString() => Text;
}
