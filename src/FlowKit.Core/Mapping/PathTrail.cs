using System.Globalization;
using System.Text;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>The way from the root to a value, kept from its end; the trail of the root is null.</summary>
internal sealed class PathTrail(PathTrail? parent, PathSegment segment)
{
    private readonly int _length = parent is null ? 1 : parent._length + 1;

    public PathTrail? Parent { get; } = parent;

    public PathSegment Segment { get; } = segment;

    public static PathSegment[] ToSegments(PathTrail? trail)
    {
        var segments = new PathSegment[trail?._length ?? 0];
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            segments[i] = trail!.Segment;
            trail = trail.Parent;
        }

        return segments;
    }

    /// <summary>The normalized path of RFC 9535, section 2.7.</summary>
    public static string ToText(PathTrail? trail)
    {
        var text = new StringBuilder("$");
        foreach (var segment in ToSegments(trail))
        {
            text.Append('[');
            if (segment.Name is { } name)
            {
                AppendQuoted(text, name);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{segment.Index}");
            }

            text.Append(']');
        }

        return text.ToString();
    }

    private static void AppendQuoted(StringBuilder text, string name)
    {
        text.Append('\'');
        foreach (var c in name)
        {
            _ = c switch
            {
                '\'' or '\\' => text.Append('\\').Append(c),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('\'');
    }
}
