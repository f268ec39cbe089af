using System.Text;
using System.Text.Json;

namespace FlowKit.Values;

/// <summary>JSON text to values. Member names are kept once per text: a list of like objects shares them.</summary>
internal static class JsonReading
{
    public const int MaxDepth = 64;

    /// <param name="utf8Json">The text.</param>
    /// <param name="shared">Names that other texts had, of a <see cref="NameTable.Shared"/>; null when this text stands alone.</param>
    public static FlowValue Parse(ReadOnlySpan<byte> utf8Json, string?[]? shared = null)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var names = new NameTable(shared);
            var value = Read(ref reader, ref names);
            reader.Read();
            return value;
        }
        catch (InvalidOperationException fault)
        {
            // Half a surrogate, or bytes that are no UTF-8: the reader only looks at them when the text is taken.
            throw BadText(utf8Json[..(int)reader.TokenStartIndex], fault);
        }
    }

    /// <summary>Reads the value the reader stands on.</summary>
    public static FlowValue Read(ref Utf8JsonReader reader, ref NameTable names) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Number(reader.ValueSpan),
        JsonTokenType.True => FlowValue.True,
        JsonTokenType.False => FlowValue.False,
        JsonTokenType.Null => FlowValue.Null,
        JsonTokenType.StartArray => ReadArray(ref reader, ref names),
        _ => ReadObject(ref reader, ref names),
    };

    private static JsonException BadText(ReadOnlySpan<byte> before, InvalidOperationException fault) => new(
        "A text holds what is no character.", null, before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n') - 1, fault);

    private static FlowValue Number(ReadOnlySpan<byte> text) =>
        text.Length < 19 && !text.ContainsAny("-.eE"u8) && long.TryParse(text, out var whole)
            ? FlowValue.From(whole)
            : FlowValue.FromNumberText(Encoding.ASCII.GetString(text));

    private static FlowValue ReadArray(ref Utf8JsonReader reader, ref NameTable names)
    {
        var items = new FlowValue[4];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, count * 2);
            }

            items[count++] = Read(ref reader, ref names);
        }

        return count == 0 ? FlowValue.EmptyArray : new(new ArrayNode(items, count, owner: null));
    }

    private static FlowValue ReadObject(ref Utf8JsonReader reader, ref NameTable names)
    {
        var node = new ObjectNode(0, owner: null);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = names.Get(ref reader);
            reader.Read();
            node.Set(name, Read(ref reader, ref names));
        }

        return node.Count == 0 ? FlowValue.EmptyObject : new(node);
    }

    /// <summary>The names met so far in one text, found by their bytes; not the first few, so that a small text needs no table.</summary>
    internal struct NameTable(string?[]? names)
    {
        private const int Slots = 32;
        private const int SharedSlots = 256;
        private const int Longest = 32;
        private const int First = 8;
        private string?[]? _names = names;
        private int _met;

        /// <summary>
        /// A table for many texts, each of which may be read by another thread: a name is whole or not there. It never holds more than its slots.
        /// </summary>
        public static string?[] Shared() => new string?[SharedSlots];

        public string Get(ref Utf8JsonReader reader)
        {
            var bytes = reader.ValueSpan;
            if (reader.ValueIsEscaped || bytes.Length is 0 or > Longest || (_names is null && _met++ < First))
            {
                return reader.GetString()!;
            }

            _names ??= new string?[Slots];
            ref var slot = ref _names[(bytes.Length + (bytes[0] * 7) + (bytes[^1] * 31)) % _names.Length];
            return slot is { } known && Ascii.Equals(bytes, known) ? known : slot = reader.GetString()!;
        }
    }
}
