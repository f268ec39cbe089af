using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>The names of following tasks: one text with commas, or a list.</summary>
internal static class NextReader
{
    public static IReadOnlyList<Located<string>> Read(in Fields fields, string field = "next")
    {
        var node = fields.Find(field);
        switch (node)
        {
            case null:
                return [];
            case SourceScalar scalar:
                return Split(scalar, fields.ValuePlace(field, scalar), fields.Faults);
            case SourceSequence list:
                return Items(list, fields.ValuePlace(field, list), field, fields.Faults);
            default:
                fields.Faults.WrongType(fields.ValuePlace(field, node), field, "names with commas between, or a list of names", node);
                return [];
        }
    }

    /// <summary>The names of a text all have its place: a place is the start of a scalar.</summary>
    private static List<Located<string>> Split(SourceScalar scalar, SourcePlace place, FieldFaults faults)
    {
        var parts = scalar.Text.Split(',', StringSplitOptions.TrimEntries);
        var last = parts.Length > 1 && parts[^1].Length == 0 ? parts.Length - 1 : parts.Length;
        var names = new List<Located<string>>(last);
        for (var i = 0; i < last; i++)
        {
            if (parts[i].Length > 0)
            {
                names.Add(new(parts[i], place));
            }
            else
            {
                faults.Findings.Error(FlowErrorCodes.EmptyName, place, "a name is missing in this list of tasks");
            }
        }

        return names;
    }

    private static List<Located<string>> Items(SourceSequence list, SourcePlace place, string field, FieldFaults faults)
    {
        var names = new List<Located<string>>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is not SourceScalar scalar)
            {
                faults.WrongType(at, field, "a list of names", item);
            }
            else if (item.IsNull || string.IsNullOrWhiteSpace(scalar.Text))
            {
                faults.Findings.Error(FlowErrorCodes.EmptyName, at, "a name is missing in this list of tasks");
            }
            else
            {
                names.Add(new(scalar.Text.Trim(), at));
            }
        }

        return names;
    }
}
