using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>The map <c>expect</c> to what it asks for.</summary>
internal static class ExpectationReader
{
    public static Expectation Read(in Fields fields)
    {
        var faults = fields.Faults;
        return new()
        {
            Status = Word(fields, "status"),
            Context = Object(fields, "context"),
            ContextContains = Object(fields, "contextContains"),
            Tasks = fields.Each<string>("tasks", (node, place, name) => TaskStatus(node, place, name, faults)),
            Output = fields.Value("output"),
            Calls = Names(fields, "calls"),
            CallsUnordered = Names(fields, "callsUnordered"),
            CallInput = fields.Each<FlowValue>("callInput", (node, _, _) => node.ToValue()),
            CallTimes = fields.Each<IReadOnlyList<TimeSpan>>("callTimes", (node, place, name) => Times(node, place, name, faults)),
            Attempts = Attempts(fields),
            Events = Events(fields),
            Refused = Refused(fields),
        };
    }

    private static string? Word(in Fields fields, string name) =>
        fields.Word(name, ScenarioWords.ExecutionStatuses) is null ? null : fields.Text(name)!.Value.Value;

    private static FlowValue Object(in Fields fields, string name) => fields.Map(name) is { } map ? map.ToValue() : default;

    private static IReadOnlyList<string>? Names(in Fields fields, string name) =>
        fields.Texts(name) is { } names ? [.. names.Select(one => one.Value)] : null;

    private static string? TaskStatus(SourceNode node, SourcePlace place, string name, FieldFaults faults)
    {
        if (node is not SourceScalar word)
        {
            faults.WrongType(place, name, "a status", node);
            return null;
        }

        if (ScenarioWords.TaskStatuses.Find(word.Text) is null)
        {
            faults.UnknownValue(place, name, word.Text, ScenarioWords.TaskStatuses.Words);
            return null;
        }

        return word.Text;
    }

    private static List<TimeSpan>? Times(SourceNode node, SourcePlace place, string name, FieldFaults faults)
    {
        if (node is not SourceSequence list)
        {
            faults.WrongType(place, name, "a list of times", node);
            return null;
        }

        var times = new List<TimeSpan>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            times.Add(ScenarioFields.Time(item, place.Item(i, item.Line, item.Column), name, faults) ?? TimeSpan.Zero);
        }

        return times;
    }

    private static List<KeyValuePair<string, int>>? Attempts(in Fields expect)
    {
        if (expect.Map("attempts") is not { } map)
        {
            return null;
        }

        var fields = new Fields(map, expect.ValuePlace("attempts", map), expect.Faults);
        var attempts = new List<KeyValuePair<string, int>>(map.Members.Length);
        foreach (ref readonly var member in map.Members)
        {
            attempts.Add(new(member.Key.Text, fields.Whole(member.Key.Text)?.Value ?? 0));
        }

        return attempts;
    }

    private static List<string>? Events(in Fields fields)
    {
        if (fields.Texts("events") is not { } events)
        {
            return null;
        }

        foreach (var one in events)
        {
            if (ScenarioWords.News.Find(one.Value) is null)
            {
                fields.Faults.UnknownValue(one.Place, "events", one.Value, ScenarioWords.News.Words);
            }
        }

        return [.. events.Select(one => one.Value)];
    }

    private static List<ExpectedFault>? Refused(in Fields fields)
    {
        if (fields.Find("refused") is not SourceSequence list)
        {
            return fields.Flag("refused") ? [] : null;
        }

        var faults = new List<ExpectedFault>(list.Items.Length);
        foreach (var (map, place) in ScenarioFields.Blocks(list, fields.ValuePlace("refused", list), "refused", fields.Faults))
        {
            var fault = new Fields(map, place, fields.Faults, ScenarioWords.Fault);
            faults.Add(new(
                fault.Text("code")?.Value,
                fault.Whole("line")?.Value,
                fault.Whole("column")?.Value,
                fault.Text("task")?.Value,
                fault.Text("contains")?.Value));
        }

        return faults;
    }
}
