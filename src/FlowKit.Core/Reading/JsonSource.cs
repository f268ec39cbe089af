using System.Text;
using System.Text.Json;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>JSON text (RFC 8259: no comments, no trailing commas) to a source tree, in one pass.</summary>
internal ref struct JsonSource
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Findings _findings;
    private readonly SourcePlace _root;
    private readonly bool _isFixed;
    private readonly SourcePath _path = new();
    private Utf8JsonReader _reader;
    private JsonReading.NameTable _names;
    private int _offset;
    private int _line;
    private int _column;

    private JsonSource(ReadOnlySpan<byte> bytes, SourcePlace root, bool isFixed, Findings findings)
    {
        _bytes = bytes;
        _root = root;
        _isFixed = isFixed;
        _findings = findings;
        _line = root.Line;
        _column = root.Column;

        // Depth is counted here, where its place is known.
        _reader = new(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
    }

    /// <summary>The tree of a text; null, with the fault told, when it is no JSON.</summary>
    public static SourceNode? Read(string text, string? file, Findings findings) =>
        Read(text, SourcePlace.Root(file), isFixed: false, findings);

    /// <summary>The tree of a JSON text within another text: every node stands where that text begins.</summary>
    public static SourceNode? ReadWithin(string text, SourcePlace place, Findings findings) =>
        Read(text, place, isFixed: true, findings);

    private static SourceNode? Read(string text, SourcePlace root, bool isFixed, Findings findings)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var source = new JsonSource(bytes, root, isFixed, findings);
        try
        {
            source._reader.Read();
            var node = source.Node(1);
            source._reader.Read();
            return node;
        }
        catch (JsonException fault)
        {
            source.Tell(JsonFault.Find(text, bytes, fault));
        }
        catch (InvalidOperationException)
        {
            // The reader only looks at escapes when a text is taken: \ud800 alone is no character.
            source.Tell(new(Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)source._reader.TokenStartIndex)), text, JsonFault.BadEscape));
        }

        return null;
    }

    private void Tell(JsonFault fault)
    {
        var place = _isFixed ? _root : SourceText.PlaceAt(fault.Text, fault.Index, _root.File);
        _findings.Error(FlowErrorCodes.InvalidJson, place, $"this is no JSON: {fault.Message}", fault.Hint);
    }

    private SourceNode Node(int depth)
    {
        MoveTo((int)_reader.TokenStartIndex);
        var (line, column) = (_line, _column);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth > SourceNode.MaxDepth:
                _findings.Error(FlowErrorCodes.NestedTooDeep, Here(line, column), $"values nest deeper than {SourceNode.MaxDepth} levels");
                _reader.Skip();
                return new SourceScalar(string.Empty, isPlain: true, line, column);
            case JsonTokenType.StartObject:
                return Mapping(depth, line, column);
            case JsonTokenType.StartArray:
                return Sequence(depth, line, column);
            case JsonTokenType.String:
                return new SourceScalar(_reader.GetString()!, isPlain: false, line, column);
            default:
                return new SourceScalar(Encoding.ASCII.GetString(_reader.ValueSpan), isPlain: true, line, column);
        }
    }

    private SourceMapping Mapping(int depth, int line, int column)
    {
        var members = default(MemberList);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            MoveTo((int)_reader.TokenStartIndex);
            var key = new SourceScalar(_names.Get(ref _reader), isPlain: false, _line, _column);
            _reader.Read();
            _path.Enter(key.Text);
            if (!members.TryAdd(key, Node(depth + 1)))
            {
                _findings.Error(
                    FlowErrorCodes.DuplicateKey,
                    Here(key.Line, key.Column),
                    $"'{Spelling.Short(key.Text)}' stands twice in one object",
                    "take one of them out");
            }

            _path.Leave();
        }

        return new(members.TakeAll(), line, column);
    }

    private SourceSequence Sequence(int depth, int line, int column)
    {
        var items = new List<SourceNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _path.Enter(items.Count);
            items.Add(Node(depth + 1));
            _path.Leave();
        }

        return new([.. items], line, column);
    }

    private readonly SourcePlace Here(int line, int column) => _isFixed ? _root : _path.Place(_root.File, line, column);

    /// <summary>Counts lines and columns up to a byte; called with growing offsets, so the whole text is counted once.</summary>
    private void MoveTo(int offset)
    {
        if (_isFixed)
        {
            return;
        }

        for (; _offset < offset; _offset++)
        {
            var one = _bytes[_offset];
            if (one == '\n' || (one == '\r' && _bytes[_offset + 1] != '\n'))
            {
                _line++;
                _column = 1;
            }
            else if ((one & 0xC0) != 0x80)
            {
                // A character of four bytes is two UTF-16 units.
                _column += one >= 0xF0 ? 2 : 1;
            }
        }
    }
}
