using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>The keywords of one schema, each read as what it must be; else the fault is told and it counts as not written.</summary>
internal readonly struct SchemaFields(FlowValue schema, SchemaNode node, SchemaCompiler compiler)
{
    private const int LongestUnit = 100;

    public FlowValue this[string keyword] => schema[keyword];

    public bool Has(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (!schema[keyword].IsMissing)
            {
                return true;
            }
        }

        return false;
    }

    public FlowValue Number(string keyword)
    {
        var value = schema[keyword];
        return value.IsMissing || value.Kind == FlowValueKind.Number ? value : Wrong(keyword, "a number");
    }

    public FlowValue Unit(string keyword)
    {
        var value = Number(keyword);
        return value.IsMissing || (ValueEquality.CompareNumbers(value, 0) > 0 && !(value.AsExactNumber?.Text.Length > LongestUnit))
            ? value
            : Wrong(keyword, "a number above 0");
    }

    public int? Count(string keyword)
    {
        var value = schema[keyword];
        if (value.AsInt64() is >= 0 and <= int.MaxValue and var count)
        {
            return (int)count;
        }

        return value.IsMissing ? null : WrongCount(keyword);
    }

    public bool Flag(string keyword)
    {
        var value = schema[keyword];
        if (value.AsBoolean() is not { } flag)
        {
            _ = value.IsMissing ? default : Wrong(keyword, "true or false");
            return false;
        }

        return flag;
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string keyword)
    {
        var value = schema[keyword];
        var texts = value.Items.Select(item => item.AsString()).OfType<string>().ToArray();
        if (!value.IsMissing && (value.Kind != FlowValueKind.Array || texts.Length != value.Count))
        {
            Wrong(keyword, "a list of texts");
        }

        return texts;
    }

    public SchemaNode? Schema(string keyword, int depth) =>
        schema[keyword] is { IsMissing: false } value ? compiler.Node(value, Pointer(keyword), depth) : null;

    /// <summary>A list of schemas.</summary>
    public IReadOnlyList<SchemaNode> Schemas(string keyword, int depth)
    {
        var value = schema[keyword];
        if (!value.IsMissing && (value.Kind != FlowValueKind.Array || value.Count == 0))
        {
            Wrong(keyword, "a list of schemas");
        }

        var (self, to) = (compiler, Pointer(keyword));
        return [.. value.Items.Select((item, index) => self.Node(item, $"{to}/{index}", depth))];
    }

    /// <summary>Schemas under names.</summary>
    public IEnumerable<KeyValuePair<string, SchemaNode>> Named(string keyword, int depth)
    {
        var value = schema[keyword];
        if (value.Kind is not (FlowValueKind.Object or FlowValueKind.Missing))
        {
            Wrong(keyword, "an object of schemas");
        }

        var (self, to) = (compiler, Pointer(keyword));
        return value.Members.Select(member => KeyValuePair.Create(member.Key, self.Node(member.Value, $"{to}/{SchemaPointer.Escape(member.Key)}", depth)));
    }

    public FlowValue Wrong(string keyword, string expected)
    {
        compiler.Fault(Pointer(keyword), $"'{keyword}' must be {expected}");
        return default;
    }

    public string Pointer(string keyword) => $"{node.Pointer}/{SchemaPointer.Escape(keyword)}";

    private int? WrongCount(string keyword)
    {
        Wrong(keyword, "a whole number, 0 or more");
        return null;
    }
}
