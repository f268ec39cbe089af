using System.Globalization;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>JSON Pointers within one schema, as <c>$ref</c> writes them (RFC 6901, section 6).</summary>
internal static class SchemaPointer
{
    public const string Root = "#";

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>What a reference leads to, and its pointer with nothing percent-encoded; missing when it leads nowhere in this schema.</summary>
    public static FlowValue Follow(FlowValue root, string reference, out string pointer)
    {
        pointer = Root;
        if (reference is not ("#" or ['#', '/', ..]))
        {
            return default;
        }

        var at = root;
        foreach (var part in Uri.UnescapeDataString(reference).Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at.Kind == FlowValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? at[index]
                : at[name];
            pointer = $"{pointer}/{Escape(name)}";
        }

        return at;
    }
}
