using System.Globalization;
using System.Numerics;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>What a plain scalar is by the core schema of YAML 1.2 (section 10.3.2). Numbers keep their digits.</summary>
internal static class CoreSchema
{
    /// <summary>Longer numbers of base 8 or 16 stay texts: their decimal form costs more than their length.</summary>
    private const int MaxBasedDigits = 64;

    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static FlowValue Resolve(string text)
    {
        if (text.Length == 0)
        {
            return FlowValue.Null;
        }

        return text[0] switch
        {
            '~' or 'n' or 'N' => IsNull(text) ? FlowValue.Null : text,
            't' or 'T' => text is "true" or "True" or "TRUE" ? FlowValue.True : text,
            'f' or 'F' => text is "false" or "False" or "FALSE" ? FlowValue.False : text,
            '+' or '-' or '.' or (>= '0' and <= '9') => Number(text),
            _ => text,
        };
    }

    /// <summary>Whether a text is a number as JSON writes it.</summary>
    public static bool IsJsonNumber(ReadOnlySpan<char> text)
    {
        var rest = text.StartsWith('-') ? text[1..] : text;
        var whole = Digits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest.StartsWith('.'))
        {
            var fraction = Digits(rest[1..]);
            rest = rest[(1 + fraction)..];
            if (fraction == 0)
            {
                return false;
            }
        }

        return IsExponentOrNothing(rest);
    }

    private static FlowValue Number(string text)
    {
        if (IsJsonNumber(text))
        {
            return FlowValue.FromNumberText(text);
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return Based(text);
        }

        return Normal(text) is { } normal ? FlowValue.FromNumberText(normal) : text;
    }

    private static FlowValue Based(string text)
    {
        var digits = text.AsSpan(2);
        var isHex = text[1] == 'x';
        if (digits.Length is 0 or > MaxBasedDigits || digits.ContainsAnyExcept(isHex ? "0123456789abcdefABCDEF" : "01234567"))
        {
            return text;
        }

        var number = BigInteger.Zero;
        foreach (var digit in digits)
        {
            number = (number * (isHex ? 16 : 8)) + Convert.ToInt32(digit.ToString(), 16);
        }

        return FlowValue.FromNumberText(number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The JSON form of a number YAML writes more freely (<c>+1</c>, <c>007</c>, <c>.5</c>, <c>5.</c>); null when it is none.
    /// </summary>
    private static string? Normal(string text)
    {
        var rest = text.AsSpan();
        var sign = rest[0] == '-' ? "-" : string.Empty;
        if (rest[0] is '-' or '+')
        {
            rest = rest[1..];
        }

        var whole = rest[..Digits(rest)];
        rest = rest[whole.Length..];
        var fraction = default(ReadOnlySpan<char>);
        if (rest.StartsWith('.'))
        {
            fraction = rest[1..(1 + Digits(rest[1..]))];
            rest = rest[(1 + fraction.Length)..];
        }

        if (whole.IsEmpty && fraction.IsEmpty || !IsExponentOrNothing(rest))
        {
            return null;
        }

        whole = whole.TrimStart('0');
        return $"{sign}{(whole.IsEmpty ? "0" : whole)}{(fraction.IsEmpty ? string.Empty : ".")}{fraction}{rest}";
    }

    private static bool IsExponentOrNothing(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ('e' or 'E'))
        {
            return false;
        }

        var digits = text.Length > 1 && text[1] is '+' or '-' ? text[2..] : text[1..];
        return !digits.IsEmpty && Digits(digits) == digits.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
