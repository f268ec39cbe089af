using System.Globalization;

namespace FlowKit.Functions;

/// <summary>Takes the paths of <see cref="System.Text.Json.JsonException"/> apart: <c>$.items[2]['a.b']</c>.</summary>
internal static class JsonReaderPath
{
    /// <summary>The names on the way; an index keeps its brackets.</summary>
    public static IEnumerable<string> Names(string path)
    {
        for (var at = 1; at < path.Length;)
        {
            var quoted = string.CompareOrdinal(path, at, "['", 0, 2) == 0;
            var end = quoted ? path.IndexOf("']", at, StringComparison.Ordinal) + 2
                : path[at] == '[' ? path.IndexOf(']', at) + 1
                : path.AsSpan(at + 1).IndexOfAny('.', '[') is >= 0 and var length ? at + 1 + length : path.Length;
            if (end <= at + 1)
            {
                yield break;
            }

            yield return quoted ? path[(at + 2)..(end - 2)] : path[at] == '[' ? path[at..end] : path[(at + 1)..end];
            at = end;
        }
    }

    /// <summary>The number in <c>[2]</c>; -1 when it is none.</summary>
    public static int Index(string name) =>
        int.TryParse(name.AsSpan(1, name.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
}
