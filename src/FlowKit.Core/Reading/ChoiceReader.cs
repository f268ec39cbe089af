using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>The fields of a choice task.</summary>
internal static class ChoiceReader
{
    private static readonly KnownFields BranchFields = new("a choice", "condition", "tasks");

    public static ChoiceTask Read(in Fields fields, Located<string> name) => new() { Name = name, Choices = Branches(fields) };

    private static List<ChoiceBranch>? Branches(in Fields task)
    {
        if (task.List("choices") is not { } list)
        {
            return task.Find("choices") is null ? null : [];
        }

        var place = task.ValuePlace("choices", list);
        var branches = new List<ChoiceBranch>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                var fields = new Fields(map, at, task.Faults, BranchFields);
                branches.Add(new(fields.Text("condition"), TaskReader.Read(fields), at));
            }
            else
            {
                task.Faults.WrongType(at, "choices", "a list of maps with 'condition' and 'tasks'", item);
            }
        }

        return branches;
    }
}
