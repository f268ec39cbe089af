using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Bytes that are not what they should be are a clear error, never a wild read.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>How deep values and locations lie at most; more would be a flaw, and cost the stack.</summary>
    public const int MaxDepth = 256;

    // Room is made as things are read: a damaged count must not cost more memory than there are bytes, at every level anew.
    private const int FirstRoom = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private int _depth;

    public readonly bool AtEnd => _at == _bytes.Length;

    public byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw Damaged();

    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    public int Int()
    {
        var value = Varint();
        return value <= int.MaxValue ? (int)value : throw Damaged();
    }

    /// <summary>A count of things that take at least a byte each, so that a damaged one cannot ask for more memory than there are bytes.</summary>
    public int Count()
    {
        var count = Int();
        return count <= _bytes.Length - _at ? count : throw Damaged();
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text() => Encoding.UTF8.GetString(Raw(Count()));

    /// <summary>Passes over bytes that stand behind their length; says where they begin.</summary>
    public int Skip(out int length)
    {
        length = Count();
        var from = _at;
        _at += length;
        return from;
    }

    public string? OptionalText() => Byte() == 0 ? null : Text();

    public FlowValue Value() => Byte() switch
    {
        ValueMark.Missing => default,
        ValueMark.Null => FlowValue.Null,
        ValueMark.False => FlowValue.False,
        ValueMark.True => FlowValue.True,
        ValueMark.Long => Signed(),
        ValueMark.Double => Double(),
        ValueMark.Exact => Exact(),
        ValueMark.Text => Text(),
        ValueMark.Array => Array(),
        ValueMark.Object => Object(),
        _ => throw Damaged(),
    };

    public static FlowException Damaged() =>
        new(FlowErrorCodes.DamagedState, "The saved state of the execution is damaged, or was not written by FlowKit.");

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > _bytes.Length - _at)
        {
            throw Damaged();
        }

        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    private FlowValue Double()
    {
        var number = BinaryPrimitives.ReadDoubleLittleEndian(Raw(sizeof(double)));
        return double.IsFinite(number) ? number : throw Damaged();
    }

    private FlowValue Exact()
    {
        try
        {
            var number = JsonReading.Parse(Raw(Count()));
            return number.Kind == FlowValueKind.Number ? number : throw Damaged();
        }
        catch (JsonException)
        {
            throw Damaged();
        }
    }

    private FlowValue Array()
    {
        Enter();
        var count = Count();
        var items = new FlowValue[Math.Min(count, FirstRoom)];
        for (var i = 0; i < count; i++)
        {
            if (i == items.Length)
            {
                System.Array.Resize(ref items, Math.Min(count, items.Length * 2));
            }

            items[i] = Value();
        }

        _depth--;
        return count == 0 ? FlowValue.EmptyArray : new(new ArrayNode(items, count, owner: null));
    }

    private FlowValue Object()
    {
        Enter();
        var count = Count();
        var node = new ObjectNode(Math.Min(count, FirstRoom), owner: null);
        for (var i = 0; i < count; i++)
        {
            var name = Text();
            node.Set(name, Value());
        }

        _depth--;
        return count == 0 ? FlowValue.EmptyObject : new(node);
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Damaged();
        }
    }
}
