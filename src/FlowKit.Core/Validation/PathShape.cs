using System.Buffers;
using System.Globalization;
using System.Text;
using FlowKit.Mapping;

namespace FlowKit.Validation;

/// <summary>Where a path leads, as far as that can be said without a document: its leading names and indexes.</summary>
/// <param name="Root">The first name, <c>input</c> for instance; null when the path does not begin with one.</param>
/// <param name="Key">The name below the root; null when there is none, or something else than a name stands there.</param>
/// <param name="Trail">The leading names and indexes in one way of writing.</param>
/// <param name="IsDefinite">The path yields one value at most.</param>
/// <param name="IsRoot">The path ends at its root.</param>
internal sealed record PathShape(string? Root, string? Key, string Trail, bool IsDefinite, bool IsRoot)
{
    private const int LongestPlain = 100;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(".[( ");
    private static readonly SearchValues<char> Simple = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    /// <summary>The shape of a path of nothing but dots and simple names, which needs no compiling to be known as valid; null for any other.</summary>
    public static PathShape? OfPlain(string path)
    {
        if (path.Length is < 3 or > LongestPlain || path[0] != '$' || path[1] != '.' || path.AsSpan(1).ContainsAnyExcept(Simple))
        {
            return null;
        }

        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] == '.' && (i + 1 == path.Length || path[i + 1] is '.' or (>= '0' and <= '9')))
            {
                return null;
            }
        }

        var trail = path[2..];
        var first = trail.IndexOf('.', StringComparison.Ordinal);
        return first < 0
            ? new(RootName(trail), null, trail, IsDefinite: true, IsRoot: true)
            : new(RootName(trail.AsSpan(0, first)), FirstName(trail.AsSpan(first + 1)), trail, IsDefinite: true, IsRoot: false);
    }

    /// <summary>The shape of a compiled path.</summary>
    public static PathShape Of(JsonPath compiled)
    {
        var path = compiled.Text.Trim();
        var trail = new StringBuilder();
        string? root = null;
        string? key = null;
        for (var (at, count) = (1, 0); at < path.Length && Segment(path, ref at) is { } segment; count++)
        {
            root = count == 0 ? segment.Name : root;
            key = count == 1 ? segment.Name : key;
            if (root is null)
            {
                break;
            }

            _ = segment.Name is null ? trail.Append(CultureInfo.InvariantCulture, $"[{segment.Index}]")
                : count == 0 ? trail.Append(segment.Name)
                : segment.Name.AsSpan().ContainsAny(".[") ? trail.Append(CultureInfo.InvariantCulture, $"['{segment.Name}']")
                : trail.Append('.').Append(segment.Name);
        }

        return new(compiled.RootName, key, trail.ToString(), compiled.IsDefinite, IsRoot: compiled.Segments.Length == 1);
    }

    /// <summary>Whether a write to one of two trails may meet the other.</summary>
    public static bool Overlap(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return longer.StartsWith(shorter, StringComparison.Ordinal) &&
            (longer.Length == shorter.Length || longer[shorter.Length] is '.' or '[');
    }

    /// <summary>A name or an index; null, with the position kept, for anything else.</summary>
    private static (string? Name, int Index)? Segment(string path, ref int at)
    {
        var start = path[at] == '.' ? at + 1 : at;
        if (start < path.Length && path[start] == '[')
        {
            return Bracket(path, start + 1, ref at);
        }

        if (start == at || start == path.Length || path[start] is '.' or '*')
        {
            return null;
        }

        var length = path.AsSpan(start).IndexOfAny(NameEnds);
        var end = length < 0 ? path.Length : start + length;
        if (end == start || (end < path.Length && path[end] == '('))
        {
            return null;
        }

        at = end;
        return (path[start..end], 0);
    }

    private static (string? Name, int Index)? Bracket(string path, int start, ref int at)
    {
        var end = path.IndexOf(']', start);
        if (end < 0)
        {
            return null;
        }

        var inside = path.AsSpan(start, end - start).Trim();
        if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            at = end + 1;
            return (null, index);
        }

        if (inside.Length < 2 || inside[0] is not ('\'' or '"') || inside[^1] != inside[0] || inside[1..^1].ContainsAny("'\"\\"))
        {
            return null;
        }

        at = end + 1;
        return (inside[1..^1].ToString(), 0);
    }

    private static string FirstName(ReadOnlySpan<char> names)
    {
        var end = names.IndexOf('.');
        return (end < 0 ? names : names[..end]).ToString();
    }

    private static string RootName(ReadOnlySpan<char> name) => name switch
    {
        "input" => "input",
        "context" => "context",
        "output" => "output",
        _ => name.ToString(),
    };
}
