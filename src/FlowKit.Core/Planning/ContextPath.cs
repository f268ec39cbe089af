using System.Globalization;
using System.Text;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>A place in a context: the names and indexes below <c>$.context</c>, none for the whole. It stands for all that lies under it.</summary>
internal sealed class ContextPath(PathSegment[] location) : IEquatable<ContextPath>
{
    public static ContextPath Whole { get; } = new([]);

    public ReadOnlySpan<PathSegment> Location => location;

    public bool Equals(ContextPath? other) => other is not null && Location.SequenceEqual(other.Location);

    public override bool Equals(object? obj) => Equals(obj as ContextPath);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var segment in location)
        {
            hash.Add(segment);
        }

        return hash.ToHashCode();
    }

    /// <summary><c>$.context.user['first-name'][0]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("$.context");
        foreach (var (name, index) in location)
        {
            _ = name is null ? text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']')
                : IsPlain(name) ? text.Append('.').Append(name)
                : text.Append("['").Append(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
