using System.Globalization;

namespace FlowKit.Values;

/// <summary>Making values.</summary>
public readonly partial struct FlowValue
{
    /// <summary>A text; JSON null for null.</summary>
    public static FlowValue From(string? text) => text is null ? Null : new(text, 0);

    /// <summary>A boolean.</summary>
    public static FlowValue From(bool value) => value ? True : False;

    /// <summary>A whole number.</summary>
    public static FlowValue From(long value) => new(LongTag, value);

    /// <summary>A number. NaN and the infinities have no JSON form.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static FlowValue From(double value) => double.IsFinite(value)
        ? new(DoubleTag, BitConverter.DoubleToInt64Bits(value))
        : throw new ArgumentOutOfRangeException(nameof(value), "NaN and infinities are no JSON numbers.");

    /// <summary>A number, digits kept.</summary>
    public static FlowValue From(decimal value) => FromNumberText(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An object with these members; of members with one name the last one wins.</summary>
    public static FlowValue Object(params ReadOnlySpan<(string Name, FlowValue Value)> members)
    {
        var node = new ObjectNode(members.Length, owner: null);
        foreach (var (name, value) in members)
        {
            node.Set(name, value);
        }

        return new(node);
    }

    /// <summary>An object with these members; of members with one name the last one wins.</summary>
    public static FlowValue Object(IEnumerable<KeyValuePair<string, FlowValue>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var node = new ObjectNode(4, owner: null);
        foreach (var (name, value) in members)
        {
            node.Set(name, value);
        }

        return new(node);
    }

    /// <summary>A list of these items.</summary>
    public static FlowValue Array(params ReadOnlySpan<FlowValue> items) => new(new ArrayNode(items.ToArray(), items.Length, owner: null));

    /// <summary>A list of these items.</summary>
    public static FlowValue Array(IEnumerable<FlowValue> items)
    {
        var all = items.ToArray();
        return new(new ArrayNode(all, all.Length, owner: null));
    }

    /// <summary>A text.</summary>
    public static implicit operator FlowValue(string? text) => From(text);

    /// <summary>A boolean.</summary>
    public static implicit operator FlowValue(bool value) => From(value);

    /// <summary>A whole number.</summary>
    public static implicit operator FlowValue(int value) => From((long)value);

    /// <summary>A whole number.</summary>
    public static implicit operator FlowValue(long value) => From(value);

    /// <summary>A number.</summary>
    public static implicit operator FlowValue(double value) => From(value);

    /// <summary>A number whose text is a valid JSON number; kept exactly.</summary>
    internal static FlowValue FromNumberText(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) &&
            (whole != 0 || text[0] != '-'))
        {
            return new(LongTag, whole);
        }

        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) && number.ToString("R", CultureInfo.InvariantCulture) == text
            ? new(DoubleTag, BitConverter.DoubleToInt64Bits(number))
            : new(new ExactNumber(text, number));
    }
}
