using System.Text;
using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>The short forms <c>input</c> and <c>output</c>: a map whose members stand for mappings.</summary>
internal static class ShortFormReader
{
    private static readonly KnownFields Known = new("a mapping in short form", "source", "value", "transform", "tolerance");

    /// <summary>The mappings to <c>$.input.&lt;key&gt;</c> that stand for a task's <c>input</c>.</summary>
    public static IReadOnlyList<MappingDescriptor> ReadInput(in Fields fields) =>
        fields.Map("input") is { } map ? Read(map, fields.ValuePlace("input", map), fields.Faults, InputPath) : [];

    /// <summary>The mappings to plain names that stand for a flow's <c>output</c>; null when there is none.</summary>
    public static IReadOnlyList<MappingDescriptor>? ReadOutput(in Fields fields) =>
        fields.Map("output") is { } map ? Read(map, fields.ValuePlace("output", map), fields.Faults, key => key) : null;

    private static List<MappingDescriptor> Read(SourceMapping map, SourcePlace place, FieldFaults faults, Func<string, string> target)
    {
        var mappings = new List<MappingDescriptor>(map.Members.Length);
        foreach (ref readonly var member in map.Members)
        {
            var at = place.Member(member.Key.Text, member.Value.Line, member.Value.Column);
            var mapping = member.Value is SourceMapping written && IsMapping(written)
                ? MappingReader.ReadOne(new Fields(written, at, faults, Known)) with { Reference = null }
                : new MappingDescriptor { Source = new(MappingReader.SourceOf(member.Value), at), Place = at };
            var key = place.Member(member.Key.Text, member.Key.Line, member.Key.Column);
            mappings.Add(mapping with { Target = new(target(member.Key.Text), key) });
        }

        return mappings;
    }

    /// <summary>A map with one of these fields is a mapping; any other is a constant.</summary>
    private static bool IsMapping(SourceMapping map) =>
        map.Find("source") is not null || map.Find("transform") is not null || map.Find("value") is not null;

    /// <summary>A key that reads as part of a path is one; any other is a name.</summary>
    private static string InputPath(string key)
    {
        var isPath = key.Length > 0;
        var afterDot = true;
        foreach (var one in key)
        {
            isPath &= afterDot ? char.IsLetter(one) || one == '_' : char.IsLetterOrDigit(one) || one is '_' or '-' or '.';
            afterDot = one == '.';
        }

        return isPath && !afterDot ? $"$.input.{key}" : Quoted(key);
    }

    private static string Quoted(string key)
    {
        var path = new StringBuilder("$.input['");
        foreach (var one in key)
        {
            _ = one switch
            {
                '\'' or '\\' => path.Append('\\').Append(one),
                < ' ' => path.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)one:x4}"),
                _ => path.Append(one),
            };
        }

        return path.Append("']").ToString();
    }
}
