using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>The fields of a switch task.</summary>
internal static class SwitchReader
{
    private static readonly KnownFields CaseFields = new("a case of a switch", "condition", "next", "break");

    public static SwitchTask Read(in Fields fields, Located<string> name) => new() { Name = name, Switches = Cases(fields) };

    private static List<SwitchCase> Cases(in Fields task)
    {
        if (task.List("switches") is not { } list)
        {
            return [];
        }

        var place = task.ValuePlace("switches", list);
        var cases = new List<SwitchCase>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                var fields = new Fields(map, at, task.Faults, CaseFields);
                cases.Add(new(fields.Text("condition"), NextReader.Read(fields), fields.Flag("break"), at));
            }
            else
            {
                task.Faults.WrongType(at, "switches", "a list of maps with 'condition' and 'next'", item);
            }
        }

        return cases;
    }
}
