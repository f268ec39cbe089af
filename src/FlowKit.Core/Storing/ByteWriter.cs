using System.Runtime.InteropServices;
using System.Text;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>Writes bytes into one buffer, which grows as it must.</summary>
internal sealed class ByteWriter(int room = ByteWriter.FirstRoom)
{
    private const int FirstRoom = 256;
    private byte[] _bytes = new byte[room];
    private int _count;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    public int Count => _count;

    /// <summary>Begins anew. A buffer that a large save has blown up is given back.</summary>
    public void Clear()
    {
        _count = 0;
        if (_bytes.Length > 64 * 1024)
        {
            _bytes = new byte[FirstRoom];
        }
    }

    public void Byte(byte value)
    {
        if (_count == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[_count++] = value;
    }

    /// <summary>Writes over a byte.</summary>
    public void Set(int at, byte value) => _bytes[at] = value;

    /// <summary>A number of 1 to 10 bytes, small ones short.</summary>
    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Int(int value) => Varint((ulong)value);

    /// <summary>A number that may be negative.</summary>
    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var room = most <= 256 ? most : Encoding.UTF8.GetByteCount(text);
        Span<byte> small = stackalloc byte[256];
        if (room <= small.Length)
        {
            var length = Encoding.UTF8.GetBytes(text, small);
            Int(length);
            Raw(small[..length]);
            return;
        }

        Int(room);
        Reserve(room);
        _count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_count));
    }

    /// <summary>A text that may be null.</summary>
    public void OptionalText(string? text)
    {
        Byte(text is null ? (byte)0 : (byte)1);
        if (text is not null)
        {
            Text(text);
        }
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>A value: its kind, then what it holds.</summary>
    public void Value(FlowValue value)
    {
        switch (value.Kind)
        {
            case FlowValueKind.Missing:
                Byte(ValueMark.Missing);
                break;
            case FlowValueKind.Null:
                Byte(ValueMark.Null);
                break;
            case FlowValueKind.Boolean:
                Byte(value.AsBoolean()!.Value ? ValueMark.True : ValueMark.False);
                break;
            case FlowValueKind.Number:
                Number(value);
                break;
            case FlowValueKind.String:
                Byte(ValueMark.Text);
                Text(value.AsString()!);
                break;
            case FlowValueKind.Array:
                Array(value.AsArrayNode!);
                break;
            default:
                Object(value.AsObjectNode!);
                break;
        }
    }

    private void Number(FlowValue value)
    {
        if (value.IsLong)
        {
            Byte(ValueMark.Long);
            Signed(value.LongBits);
        }
        else if (value.IsDouble)
        {
            Byte(ValueMark.Double);
            var bits = value.DoubleBits;
            Raw(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in bits)));
        }
        else
        {
            Byte(ValueMark.Exact);
            Text(value.AsExactNumber!.Text);
        }
    }

    private void Array(ArrayNode array)
    {
        Byte(ValueMark.Array);
        Int(array.Count);
        foreach (var item in array.Span)
        {
            Value(item);
        }
    }

    private void Object(ObjectNode node)
    {
        Byte(ValueMark.Object);
        Int(node.Count);
        for (var i = 0; i < node.Count; i++)
        {
            Text(node.NameAt(i));
            Value(node.ValueAt(i));
        }
    }

    private void Reserve(int room)
    {
        if (_bytes.Length - _count < room)
        {
            Grow(room);
        }
    }

    private void Grow(int room) => System.Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + room));
}
