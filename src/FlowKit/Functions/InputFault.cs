using System.Text.Json.Serialization.Metadata;
using FlowKit.Values;

namespace FlowKit.Functions;

/// <summary>Says where an input does not fit a type: the path, what is there, what is expected; never the value itself.</summary>
internal static class InputFault
{
    public static string Describe(JsonTypeInfo type, FlowValue input, string? path)
    {
        path ??= "$";
        var (value, expected) = (input, (JsonTypeInfo?)type);
        foreach (var name in JsonReaderPath.Names(path))
        {
            expected = expected is null ? null : Child(expected, name);
            value = name.StartsWith('[') ? value[JsonReaderPath.Index(name)] : Member(value, name);
        }

        return expected is null ? $"{path} ({value.Kind}) is not what the type expects"
            : Lacking(expected, value) is { Length: > 0 } names ? $"{path} lacks {names}"
            : $"{path} ({value.Kind}) is no {TypeText.Of(expected.Type)}";
    }

    private static JsonTypeInfo? Child(JsonTypeInfo type, string name)
    {
        var child = type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties.FirstOrDefault(property => IsNamed(property, name))?.PropertyType,
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => type.ElementType,
            _ => null,
        };
        return child is not null && type.Options.TryGetTypeInfo(child, out var found) ? found : null;
    }

    private static string Lacking(JsonTypeInfo type, FlowValue value) =>
        type.Kind != JsonTypeInfoKind.Object || value.Kind != FlowValueKind.Object
            ? string.Empty
            : string.Join(", ", type.Properties
                .Where(property => property.IsRequired && Member(value, property.Name).IsMissing)
                .Select(property => $"'{property.Name}'"));

    private static FlowValue Member(FlowValue value, string name) => value.Members
        .FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool IsNamed(JsonPropertyInfo property, string name) =>
        string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);
}
