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

    private static List<Located<string>> Split(SourceScalar scalar, SourcePlace place, FieldFaults faults)
    {
        var text = scalar.Text;
        if (!text.Contains(',') && text.Length > 0 && text[0] != ' ' && text[^1] != ' ')
        {
            return [new(text, place)];
        }

        var names = new List<Located<string>>();
        for (var start = 0; start <= text.Length;)
        {
            var comma = text.IndexOf(',', start);
            var end = comma < 0 ? text.Length : comma;
            Add(names, scalar, start, end, place, faults);
            start = end + 1;
        }

        return names;
    }

    private static void Add(List<Located<string>> names, SourceScalar scalar, int start, int end, SourcePlace place, FieldFaults faults)
    {
        var part = scalar.Text.AsSpan(start, end - start);
        var name = part.Trim();
        if (name.IsEmpty)
        {
            if (end < scalar.Text.Length || start == 0)
            {
                faults.Findings.Error(
                    FlowErrorCodes.EmptyName, place.At(scalar.Line, scalar.ColumnOf(start)), "a name is missing in this list of tasks");
            }

            return;
        }

        var column = scalar.ColumnOf(start + part.Length - part.TrimStart().Length);
        names.Add(new(name.ToString(), place.At(scalar.Line, column)));
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
