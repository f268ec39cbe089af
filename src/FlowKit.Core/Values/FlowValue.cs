using System.Diagnostics;

namespace FlowKit.Values;

/// <summary>
/// An immutable JSON value: what inputs, outputs and contexts are made of. Copying one is copying 16 bytes, whatever its size,
/// so values move between tasks without being cloned or serialised. Safe to share between threads.
/// </summary>
/// <remarks>
/// Numbers are kept exactly as written: <c>1.0</c> and <c>1</c> are equal, yet each is written back as it came. <c>default</c> is
/// <see cref="FlowValueKind.Missing"/>: no value at all, which is not JSON null.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct FlowValue : IEquatable<FlowValue>
{
    // What the value is: null (missing), a Tag (null, boolean, long, double), or the string, ExactNumber, ArrayNode, ObjectNode itself.
    private readonly object? _ref;
    private readonly long _bits;

    private FlowValue(object? reference, long bits)
    {
        _ref = reference;
        _bits = bits;
    }

    internal FlowValue(ObjectNode node) => _ref = node;

    internal FlowValue(ArrayNode node) => _ref = node;

    internal FlowValue(ExactNumber number) => _ref = number;

    private sealed class Tag(FlowValueKind kind)
    {
        public FlowValueKind Kind { get; } = kind;
    }

    private static readonly Tag NullTag = new(FlowValueKind.Null);
    private static readonly Tag BooleanTag = new(FlowValueKind.Boolean);
    private static readonly Tag LongTag = new(FlowValueKind.Number);
    private static readonly Tag DoubleTag = new(FlowValueKind.Number);

    /// <summary>JSON null.</summary>
    public static FlowValue Null { get; } = new(NullTag, 0);

    /// <summary>JSON true.</summary>
    public static FlowValue True { get; } = new(BooleanTag, 1);

    /// <summary>JSON false.</summary>
    public static FlowValue False { get; } = new(BooleanTag, 0);

    /// <summary>An object without members.</summary>
    public static FlowValue EmptyObject { get; } = new(ObjectNode.Empty);

    /// <summary>A list without items.</summary>
    public static FlowValue EmptyArray { get; } = new(ArrayNode.Empty);

    /// <summary>What this value is.</summary>
    public FlowValueKind Kind => _ref switch
    {
        null => FlowValueKind.Missing,
        string => FlowValueKind.String,
        ObjectNode => FlowValueKind.Object,
        ArrayNode => FlowValueKind.Array,
        ExactNumber => FlowValueKind.Number,
        _ => ((Tag)_ref).Kind,
    };

    /// <summary>There is no value.</summary>
    public bool IsMissing => _ref is null;

    /// <summary>JSON null, or no value.</summary>
    public bool IsNullOrMissing => _ref is null || ReferenceEquals(_ref, NullTag);

    internal ValueExtent Extent => ValueExtent.Of(this);

    internal ObjectNode? AsObjectNode => _ref as ObjectNode;

    internal ArrayNode? AsArrayNode => _ref as ArrayNode;

    internal ExactNumber? AsExactNumber => _ref as ExactNumber;

    internal bool IsLong => ReferenceEquals(_ref, LongTag);

    internal bool IsDouble => ReferenceEquals(_ref, DoubleTag);

    internal long LongBits => _bits;

    internal double DoubleBits => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The very same value, not only an equal one. Cheap; false does not mean different.</summary>
    internal bool IsSame(FlowValue other) => ReferenceEquals(_ref, other._ref) && _bits == other._bits;

    /// <summary>The text, or null when this is no string.</summary>
    public string? AsString() => _ref as string;

    /// <summary>The boolean, or null when this is none.</summary>
    public bool? AsBoolean() => ReferenceEquals(_ref, BooleanTag) ? _bits != 0 : null;

    /// <summary>The number as an integer; null when this is no number or one with a fraction or out of range.</summary>
    public long? AsInt64()
    {
        if (IsLong)
        {
            return _bits;
        }

        var number = AsDouble();
        return number is >= -9007199254740992 and <= 9007199254740992 && Math.Floor(number.Value) == number.Value
            ? (long)number.Value
            : null;
    }

    /// <summary>The number as a double, rounded to the nearest where it does not fit; null when this is no number.</summary>
    public double? AsDouble() => _ref switch
    {
        Tag when IsLong => _bits,
        Tag when IsDouble => DoubleBits,
        ExactNumber exact => exact.Approximate,
        _ => null,
    };

    /// <summary>How many items a list or members an object has; 0 for anything else.</summary>
    public int Count => _ref switch
    {
        ArrayNode array => array.Count,
        ObjectNode node => node.Count,
        _ => 0,
    };

    /// <summary>The member of that name; missing when there is none or this is no object.</summary>
    public FlowValue this[string name] => _ref is ObjectNode node ? node.Get(name) : default;

    /// <summary>The item at that index, from 0; missing when there is none or this is no list.</summary>
    public FlowValue this[int index] =>
        _ref is ArrayNode array && (uint)index < (uint)array.Count ? array[index] : default;

    /// <summary>The items of a list; nothing for anything else.</summary>
    public IEnumerable<FlowValue> Items
    {
        get
        {
            for (var i = 0; i < (_ref as ArrayNode)?.Count; i++)
            {
                yield return ((ArrayNode)_ref)[i];
            }
        }
    }

    /// <summary>The members of an object in the order they were written; nothing for anything else.</summary>
    public IEnumerable<KeyValuePair<string, FlowValue>> Members
    {
        get
        {
            for (var i = 0; i < (_ref as ObjectNode)?.Count; i++)
            {
                yield return new(((ObjectNode)_ref).NameAt(i), ((ObjectNode)_ref).ValueAt(i));
            }
        }
    }

    /// <summary>Equal by meaning: numbers by value, objects whatever the order of their members.</summary>
    public bool Equals(FlowValue other) => ValueEquality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FlowValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ValueEquality.GetHash(this);

    /// <summary>Equal by meaning.</summary>
    public static bool operator ==(FlowValue left, FlowValue right) => left.Equals(right);

    /// <summary>Different by meaning.</summary>
    public static bool operator !=(FlowValue left, FlowValue right) => !left.Equals(right);

    /// <summary>The value as compact JSON; the empty text when it is missing.</summary>
    public override string ToString() => IsMissing ? string.Empty : ToJson();
}
