using System.Globalization;
using System.Numerics;

namespace FlowKit.Values;

/// <summary>
/// A number as digits * 10^exponent without trailing zeros, so that two texts of one value are equal. Only needed where doubles are
/// equal and the texts are not; exponents are compared first, so that <c>1e999999999</c> is never written out.
/// </summary>
internal readonly record struct ExactDecimal(BigInteger Digits, long Exponent) : IComparable<ExactDecimal>
{
    public static ExactDecimal Of(FlowValue number)
    {
        var text = number.AsExactNumber?.Text
            ?? (number.IsLong
                ? number.LongBits.ToString(CultureInfo.InvariantCulture)
                : number.DoubleBits.ToString("R", CultureInfo.InvariantCulture));
        var mantissa = text;
        var exponent = 0L;
        var e = text.AsSpan().IndexOfAny('e', 'E');
        if (e >= 0)
        {
            mantissa = text[..e];
            exponent = long.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written)
                ? Math.Clamp(written, int.MinValue, int.MaxValue)
                : text[e + 1] == '-' ? int.MinValue : int.MaxValue;
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var trimmed = mantissa.TrimEnd('0');
        if (trimmed is "" or "-" || trimmed.Trim('-', '0').Length == 0)
        {
            return default;
        }

        exponent += mantissa.Length - trimmed.Length;
        return new(BigInteger.Parse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), exponent);
    }

    public int CompareTo(ExactDecimal other)
    {
        if (Equals(other))
        {
            return 0;
        }

        if (Digits.Sign != other.Digits.Sign)
        {
            return Digits.Sign.CompareTo(other.Digits.Sign);
        }

        var magnitude = Magnitude().CompareTo(other.Magnitude());
        if (magnitude != 0)
        {
            return Digits.Sign * magnitude;
        }

        // The same magnitude: the exponents differ by no more than the digits' lengths do.
        var shift = (int)(Exponent - other.Exponent);
        return shift >= 0
            ? (Digits * BigInteger.Pow(10, shift)).CompareTo(other.Digits)
            : Digits.CompareTo(other.Digits * BigInteger.Pow(10, -shift));
    }

    private long Magnitude() => Exponent + BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).Length;
}
