using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>
/// The fields of one block. Each method gives the field in its type, or nothing when it is absent or null; a field of another type is told
/// as a fault and counts as absent, where the method does not say otherwise.
/// </summary>
internal readonly struct Fields
{
    private readonly SourceMapping _map;

    /// <summary>A block whose unknown fields have been told.</summary>
    public Fields(SourceMapping map, SourcePlace place, FieldFaults faults, KnownFields known)
    {
        _map = map;
        Place = place;
        Faults = faults;
        foreach (ref readonly var member in map.Members)
        {
            if (!known.Has(member.Key.Text))
            {
                faults.UnknownField(KeyPlace(member.Key), member.Key.Text, known, hint: null);
            }
        }
    }

    /// <summary>A block whose unknown fields nobody tells.</summary>
    public Fields(SourceMapping map, SourcePlace place, FieldFaults faults)
    {
        _map = map;
        Place = place;
        Faults = faults;
    }

    public SourcePlace Place { get; }

    public FieldFaults Faults { get; }

    public ReadOnlySpan<SourceMember> Members => _map.Members;

    public SourcePlace KeyPlace(SourceScalar key) => Place.Member(key.Text, key.Line, key.Column);

    public SourcePlace ValuePlace(string name, SourceNode node) => Place.Member(name, node.Line, node.Column);

    /// <summary>The place of the field's key; that of the block when it was not written.</summary>
    public SourcePlace FieldPlace(string name) => _map.FindKey(name) is { } key ? KeyPlace(key) : Place;

    /// <summary>Whether the field was written, null included.</summary>
    public bool Has(string name) => _map.Find(name) is not null;

    /// <summary>The field as it was read; nothing when it is absent or null.</summary>
    public SourceNode? Find(string name) => _map.Find(name) is { IsNull: false } node ? node : null;

    /// <summary>The name under which a field with older names was written; the newest wins, which is told.</summary>
    public string OneOf(string newest, params ReadOnlySpan<string> older)
    {
        var found = Find(newest) is null ? null : newest;
        foreach (var name in older)
        {
            if (Find(name) is null)
            {
                continue;
            }

            if (found is not null)
            {
                Faults.Findings.Warning(
                    FlowErrorCodes.FieldTwice,
                    KeyPlace(_map.FindKey(name)!),
                    $"'{name}' is the older name of '{found}', which counts",
                    "take it out");
            }

            found ??= name;
        }

        return found ?? newest;
    }

    public Located<string>? Text(string name)
    {
        var node = Find(name);
        return node switch
        {
            null => null,
            SourceScalar scalar => new(scalar.Text, ValuePlace(name, scalar)),
            _ => Wrong<Located<string>?>(name, node, "a text"),
        };
    }

    public bool Flag(string name, bool otherwise = false)
    {
        var node = Find(name);
        return node switch
        {
            null => otherwise,
            SourceScalar scalar when bool.TryParse(scalar.Text, out var flag) => flag,
            _ => Wrong(name, node, "true or false", otherwise),
        };
    }

    public Located<double>? Number(string name)
    {
        var node = Find(name);
        return node switch
        {
            null => null,
            SourceScalar scalar when NumberOf(scalar) is { } number => new(number, ValuePlace(name, scalar)),
            _ => Wrong<Located<double>?>(name, node, "a number"),
        };
    }

    /// <summary>A list of numbers; an empty one when absent. What is no number is told and left out.</summary>
    public IReadOnlyList<Located<double>> Numbers(string name)
    {
        if (List(name) is not { } list)
        {
            return [];
        }

        var place = ValuePlace(name, list);
        var numbers = new List<Located<double>>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceScalar scalar && NumberOf(scalar) is { } number)
            {
                numbers.Add(new(number, at));
            }
            else
            {
                Faults.WrongType(at, name, "a list of numbers", item);
            }
        }

        return numbers;
    }

    public Located<int>? Whole(string name)
    {
        var node = Find(name);
        return node switch
        {
            null => null,
            SourceScalar scalar when NumberOf(scalar) is { } number && number == (int)number => new((int)number, ValuePlace(name, scalar)),
            _ => Wrong<Located<int>?>(name, node, "a whole number"),
        };
    }

    /// <summary>A number or a text; missing when absent.</summary>
    public Located<FlowValue> Setting(string name)
    {
        var node = Find(name);
        if (node is null)
        {
            return default;
        }

        var value = node is SourceScalar ? node.ToValue() : default;
        return value.Kind is FlowValueKind.Number or FlowValueKind.String
            ? new(value, ValuePlace(name, node))
            : Wrong<Located<FlowValue>>(name, node, "a number or a path");
    }

    /// <summary>The value of a map; an empty one when absent.</summary>
    public FlowValue Object(string name) => Map(name) is { } map ? map.ToValue() : FlowValue.EmptyObject;

    public SourceMapping? Map(string name)
    {
        var node = Find(name);
        return node as SourceMapping ?? (node is null ? null : Wrong<SourceMapping?>(name, node, "a map"));
    }

    public SourceSequence? List(string name)
    {
        var node = Find(name);
        return node as SourceSequence ?? (node is null ? null : Wrong<SourceSequence?>(name, node, "a list"));
    }

    /// <summary>The fields of a block in this block; one without fields where something else than a map stands.</summary>
    public Fields? Block(string name, KnownFields known)
    {
        var node = Find(name);
        if (node is null)
        {
            return null;
        }

        var map = node as SourceMapping ?? Wrong(name, node, "a map", new SourceMapping([], node.Line, node.Column));
        return new Fields(map, ValuePlace(name, node), Faults, known);
    }

    /// <summary>One word of a closed list.</summary>
    public T? Word<T>(string name, WordList<T> words)
        where T : struct
    {
        if (Text(name) is not { } word)
        {
            return null;
        }

        var found = words.Find(word.Value);
        if (found is null)
        {
            Faults.UnknownValue(word.Place, name, word.Value, words.Words);
        }

        return found;
    }

    /// <summary>A text, or a list of texts; null when absent. What is no text is told and left out.</summary>
    public IReadOnlyList<Located<string>>? Texts(string name)
    {
        var node = Find(name);
        if (node is null)
        {
            return null;
        }

        var place = ValuePlace(name, node);
        switch (node)
        {
            case SourceScalar scalar:
                return [new(scalar.Text, place)];
            case SourceSequence list:
                return Texts(name, list, place);
            default:
                return Wrong<IReadOnlyList<Located<string>>>(name, node, "a text or a list of texts", []);
        }
    }

    private Located<string>[] Texts(string name, SourceSequence list, SourcePlace place)
    {
        var texts = new List<Located<string>>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceScalar { IsNull: false } text)
            {
                texts.Add(new(text.Text, at));
            }
            else
            {
                Faults.WrongType(at, name, "a list of texts", item);
            }
        }

        return [.. texts];
    }

    private T Wrong<T>(string name, SourceNode node, string expected, T instead = default!)
    {
        Faults.WrongType(ValuePlace(name, node), name, expected, node);
        return instead;
    }

    private static double? NumberOf(SourceScalar scalar)
    {
        if (scalar.IsPlain)
        {
            return scalar.ToValue().AsDouble() is { } plain && double.IsFinite(plain) ? plain : null;
        }

        var text = scalar.Text.AsSpan().Trim();
        return CoreSchema.IsJsonNumber(text) &&
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }
}
