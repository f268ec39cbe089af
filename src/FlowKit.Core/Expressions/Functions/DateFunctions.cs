using System.Globalization;
using System.Text;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>Dates are milliseconds since 1970-01-01 UTC; formats have the letters <c>y M d H h m s S a</c>, all in UTC.</summary>
internal static class DateFunctions
{
    private const int LongestFormat = 100;
    private const string Letters = "yMdHhmsSa";
    private const string TooManyFractions = "SSSSSSSS";
    private const long Earliest = -62135596800000;
    private const long Latest = 253402300799999;

    public static readonly BuiltIn[] All =
    [
        new("now", 0, 0, (ref e, _) => Operand.Of(e.Services.NowInMilliseconds())),
        new("sysdate", 0, 0, (ref e, _) => Operand.Of(e.Services.NowInMilliseconds())),
        new("date_to_string", 2, 2, Write),
        new("string_to_date", 2, 2, Read),
    ];

    private static Operand Write(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var date = arguments.Whole(0, ref e);
        var format = Format(ref e, arguments);
        if (e.Stopped)
        {
            return default;
        }

        if (date is < Earliest or > Latest)
        {
            return e.Fail(FlowErrorCodes.ExpressionConversion, "the date is outside of the years 1 to 9999");
        }

        var text = DateTimeOffset.FromUnixTimeMilliseconds(date).ToString(format, CultureInfo.InvariantCulture);
        return e.Allocate(text.Length) ? Operand.Of(text) : default;
    }

    private static Operand Read(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var text = arguments.Text(0, ref e);
        var format = Format(ref e, arguments);
        if (e.Stopped || !e.SpendText(text.Length))
        {
            return default;
        }

        const DateTimeStyles InUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, InUtc, out var date)
            ? Operand.Of(date.ToUnixTimeMilliseconds())
            : e.Fail(FlowErrorCodes.ExpressionConversion, "the text is no date of that format");
    }

    /// <summary>The format in the letters of .NET. Letters between single quotes stand for themselves, two quotes for one.</summary>
    private static string Format(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var format = arguments.Text(1, ref e);
        if (format.Length is 0 or > LongestFormat || format.Contains(TooManyFractions, StringComparison.Ordinal))
        {
            return FailFormat(ref e);
        }

        var translated = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '\'')
            {
                var isEscaped = i + 1 < format.Length && format[i + 1] == '\'';
                translated.Append(isEscaped ? "\\'" : string.Empty);
                (quoted, i) = isEscaped ? (quoted, i + 1) : (!quoted, i);
            }
            else if (quoted || !char.IsAsciiLetter(format[i]))
            {
                translated.Append('\\').Append(format[i]);
            }
            else if (Letters.Contains(format[i], StringComparison.Ordinal))
            {
                translated.Append(format[i] == 'S' ? "f" : format[i] == 'a' ? "tt" : format[i].ToString());
            }
            else
            {
                return FailFormat(ref e);
            }
        }

        // A format of one letter would be one of .NET's own.
        return translated.Length == 1 ? $"%{translated}" : translated.ToString();
    }

    private static string FailFormat(ref Evaluation e)
    {
        e.Fail(FlowErrorCodes.ExpressionConversion, $"a date format has 1 to {LongestFormat} characters, and of letters only {Letters}");
        return string.Empty;
    }
}
