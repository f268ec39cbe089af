using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>The types of fields that only scenario files have.</summary>
internal static class ScenarioFields
{
    /// <summary>Any value, null included; missing when the field is absent.</summary>
    public static FlowValue Value(this in Fields fields, string name) =>
        fields.Find(name)?.ToValue() ?? (fields.Has(name) ? FlowValue.Null : default);

    public static TimeSpan? Time(this in Fields fields, string name) =>
        fields.Find(name) is { } node ? Time(node, fields.ValuePlace(name, node), name, fields.Faults) : null;

    /// <summary>A time that must be there.</summary>
    public static TimeSpan RequiredTime(this in Fields fields, string name)
    {
        if (fields.Find(name) is null)
        {
            fields.Faults.Findings.Error(FlowErrorCodes.ScenarioIncomplete, fields.FieldPlace(name), $"'{name}' has no time here");
        }

        return fields.Time(name) ?? TimeSpan.Zero;
    }

    public static TimeSpan? Time(SourceNode node, SourcePlace place, string name, FieldFaults faults)
    {
        var time = node is SourceScalar scalar ? Duration.Parse(scalar.Text) : null;
        if (time is null)
        {
            faults.WrongType(place, name, Duration.Form, node);
        }

        return time;
    }

    /// <summary>A text that must be there.</summary>
    public static string Required(this in Fields fields, string name)
    {
        if (fields.Text(name) is { } text)
        {
            return text.Value;
        }

        if (fields.Find(name) is null)
        {
            fields.Faults.Findings.Error(FlowErrorCodes.ScenarioIncomplete, fields.Place, $"'{name}' is missing here");
        }

        return string.Empty;
    }

    /// <summary>The members of a map, each read with its place; null when the field is absent.</summary>
    public static IReadOnlyList<KeyValuePair<string, T>>? Each<T>(
        this in Fields fields, string name, Func<SourceNode, SourcePlace, string, T?> read)
        where T : notnull
    {
        if (fields.Map(name) is not { } map)
        {
            return null;
        }

        var members = new List<KeyValuePair<string, T>>(map.Members.Length);
        var place = fields.ValuePlace(name, map);
        foreach (ref readonly var member in map.Members)
        {
            var at = place.Member(member.Key.Text, member.Value.Line, member.Value.Column);
            if (read(member.Value, at, member.Key.Text) is { } value)
            {
                members.Add(new(member.Key.Text, value));
            }
        }

        return members;
    }

    /// <summary>The blocks of a list; what is no map is told and left out.</summary>
    public static IEnumerable<(SourceMapping Map, SourcePlace Place)> Blocks(SourceSequence list, SourcePlace place, string name, FieldFaults faults)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                yield return (map, at);
            }
            else
            {
                faults.WrongType(at, name, "a list of maps", item);
            }
        }
    }
}
