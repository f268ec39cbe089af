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
    public const string Context = "context";

    private const int LongestPlain = 100;

    /// <summary>The names below <c>$.context</c> that the queries in its filters read.</summary>
    public IReadOnlyList<string> KeysInFilters { get; private init; } = [];

    private static readonly SearchValues<char> Simple = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    /// <summary>
    /// The shape of a path of nothing but dots and simple names, which needs no compiling to be known as valid; null for any other.
    /// </summary>
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
    public static PathShape Of(JsonPath path)
    {
        var segments = path.DefinitePrefix();
        var trail = new StringBuilder(path.RootName);
        for (var i = 1; i < segments.Length && path.RootName is not null; i++)
        {
            _ = segments[i].Name is not { } name ? trail.Append(CultureInfo.InvariantCulture, $"[{segments[i].Index}]")
                : name.AsSpan().ContainsAny(".[") ? trail.Append(CultureInfo.InvariantCulture, $"['{name}']")
                : trail.Append('.').Append(name);
        }

        return new(
            path.RootName,
            segments.Length > 1 ? segments[1].Name : null,
            trail.ToString(),
            path.IsDefinite,
            IsRoot: path.Segments.Length == 1)
        {
            KeysInFilters = [.. path.ReadsInFilters().Where(prefix => prefix is [{ Name: Context }, { Name: not null }, ..]).Select(prefix => prefix[1].Name!)],
        };
    }

    /// <summary>Whether a write to one of two trails may meet the other.</summary>
    public static bool Overlap(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return longer.StartsWith(shorter, StringComparison.Ordinal) &&
            (longer.Length == shorter.Length || longer[shorter.Length] is '.' or '[');
    }

    private static string FirstName(ReadOnlySpan<char> names)
    {
        var end = names.IndexOf('.');
        return (end < 0 ? names : names[..end]).ToString();
    }

    private static string RootName(ReadOnlySpan<char> name) => name switch
    {
        "input" => "input",
        Context => Context,
        "output" => "output",
        _ => name.ToString(),
    };
}
