using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>
/// A value while an expression runs: as <see cref="FlowValue"/>, but lists and maps are objects of the evaluation that may be changed,
/// and there are functions and patterns. <c>default</c> is nil.
/// </summary>
internal readonly struct Operand : IEquatable<Operand>
{
    // Null (nil), a tag (boolean, long, double, unset), or the string, ExactNumber, Sequence, MapValue, FunctionValue, PatternValue, Cell.
    private readonly object? _ref;
    private readonly long _bits;

    private Operand(object? reference, long bits = 0)
    {
        _ref = reference;
        _bits = bits;
    }

    private static readonly object BooleanTag = new();
    private static readonly object LongTag = new();
    private static readonly object DoubleTag = new();
    private static readonly object UnsetTag = new();

    /// <summary>What a variable holds that is assigned somewhere, but not yet. Never the result of a node.</summary>
    public static Operand Unset { get; } = new(UnsetTag);

    public static Operand True { get; } = new(BooleanTag, 1);

    public static Operand False { get; } = new(BooleanTag, 0);

    public bool IsNil => _ref is null;

    public bool IsUnset => ReferenceEquals(_ref, UnsetTag);

    public bool IsLong => ReferenceEquals(_ref, LongTag);

    public bool IsDouble => ReferenceEquals(_ref, DoubleTag);

    public bool IsBoolean => ReferenceEquals(_ref, BooleanTag);

    public bool IsNumber => IsLong || IsDouble || _ref is ExactNumber;

    public bool IsTrue => IsBoolean && _bits != 0;

    public long AsLong => _bits;

    public double AsDouble => BitConverter.Int64BitsToDouble(_bits);

    public ExactNumber? AsExact => _ref as ExactNumber;

    public string? AsText => _ref as string;

    public Sequence? AsSequence => _ref as Sequence;

    public ListValue? AsList => _ref as ListValue;

    public MapValue? AsMap => _ref as MapValue;

    public FunctionValue? AsFunction => _ref as FunctionValue;

    public PatternValue? AsPattern => _ref as PatternValue;

    public Cell? AsCell => _ref as Cell;

    /// <summary>Whether two of them can be compared by hash: nil, booleans, texts and plain numbers.</summary>
    public bool IsPlain => _ref is null or string || IsLong || IsDouble || IsBoolean;

    public static Operand Of(bool value) => value ? True : False;

    public static Operand Of(long value) => new(LongTag, value);

    /// <summary>A finite number.</summary>
    public static Operand Of(double value) => new(DoubleTag, BitConverter.DoubleToInt64Bits(value));

    public static Operand Of(string text) => new(text);

    public static Operand Of(ExactNumber number) => new(number);

    public static Operand Of(Sequence sequence) => new(sequence);

    public static Operand Of(MapValue map) => new(map);

    public static Operand Of(FunctionValue function) => new(function);

    public static Operand Of(PatternValue pattern) => new(pattern);

    public static Operand Of(Cell cell) => new(cell);

    public static Operand Of(FlowValue value)
    {
        if (value.IsLong)
        {
            return new(LongTag, value.LongBits);
        }

        return value.Kind switch
        {
            FlowValueKind.String => new(value.AsString()),
            FlowValueKind.Boolean => Of(value.AsBoolean()!.Value),
            FlowValueKind.Number when value.IsDouble => Of(value.DoubleBits),
            FlowValueKind.Number => new(value.AsExactNumber),
            FlowValueKind.Array => new(new ListValue(value.AsArrayNode!)),
            FlowValueKind.Object => new(new MapValue(value.AsObjectNode!)),
            _ => default,
        };
    }

    /// <summary>The value of nil, a boolean, a number or a text; missing for anything else.</summary>
    public FlowValue ToPlainValue() => _ref switch
    {
        null => FlowValue.Null,
        string text => text,
        ExactNumber number => new(number),
        _ when IsLong => _bits,
        _ when IsDouble => AsDouble,
        _ when IsBoolean => IsTrue,
        _ => default,
    };

    /// <summary>The type with its article, as messages name it.</summary>
    public string Description => IsNil ? "nil" : $"a {TypeName}";

    /// <summary>The type in a word.</summary>
    public string TypeName => _ref switch
    {
        null => "nil",
        string => "text",
        RangeValue => "range",
        Sequence => "list",
        MapValue => "map",
        FunctionValue => "function",
        PatternValue => "pattern",
        _ when IsBoolean => "boolean",
        _ => "number",
    };

    /// <summary>Equality of plain operands by value, for sets.</summary>
    public bool Equals(Operand other)
    {
        if (_ref is string text)
        {
            return text == other.AsText;
        }

        if (IsLong && other.IsDouble)
        {
            return Comparison.Compare(_bits, other.AsDouble) == 0;
        }

        if (IsDouble && other.IsLong)
        {
            return Comparison.Compare(other._bits, AsDouble) == 0;
        }

        return ReferenceEquals(_ref, other._ref) && (IsDouble ? AsDouble.Equals(other.AsDouble) : _bits == other._bits);
    }

    public override bool Equals(object? obj) => obj is Operand other && Equals(other);

    public override int GetHashCode()
    {
        if (_ref is string text)
        {
            return text.GetHashCode(StringComparison.Ordinal);
        }

        // A double that is a whole number has the hash of that number. The two halves are mixed with the seed of the process, so that
        // no input can be made to collide.
        var bits = IsDouble && AsDouble is >= -9.2e18 and <= 9.2e18 && Math.Floor(AsDouble) == AsDouble ? (long)AsDouble : _bits;
        return HashCode.Combine((int)bits, (int)(bits >> 32));
    }
}
