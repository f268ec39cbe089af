using System.Globalization;

namespace FlowKit.Expressions.Evaluating;

/// <summary>The text of a value, as <c>str</c> and <c>+</c> write it: lists and maps as JSON, numbers as AviatorScript does.</summary>
internal static class Texts
{
    /// <summary>The text; empty, with a fault, for a function.</summary>
    public static string Of(ref Evaluation e, Operand value)
    {
        if (value.AsText is { } text)
        {
            return text;
        }

        var made = Plain(value);
        if (made is null)
        {
            Results.TryConvert(ref e, value, out var converted);
            made = e.Stopped ? string.Empty : converted.ToJson();
        }

        return e.Allocate(made.Length) ? made : string.Empty;
    }

    public static Operand Join(ref Evaluation e, Operand left, Operand right, int position)
    {
        var (start, end) = (Of(ref e, left), Of(ref e, right));
        e.Allocate((long)start.Length + end.Length);
        e.PlaceFault(position);
        return e.Stopped ? default : Operand.Of(string.Concat(start, end));
    }

    private static string? Plain(Operand value) => value switch
    {
        { IsNil: true } => "null",
        { IsLong: true } => value.AsLong.ToString(CultureInfo.InvariantCulture),
        { IsDouble: true } => Double(value.AsDouble),
        { IsBoolean: true } => value.IsTrue ? "true" : "false",
        { AsExact: { } exact } => exact.Text,
        { AsPattern: { } pattern } => pattern.Source,
        _ => null,
    };

    /// <summary>With at least one digit behind the point, and with an exponent below 0.001 and from 10,000,000 on.</summary>
    private static string Double(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (Math.Abs(value) is 0 or (>= 1e-3 and < 1e7))
        {
            return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
        }

        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = (mark < 0 ? text : text[..mark]).TrimStart('-');
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        exponent += (point < 0 ? mantissa.Length : point) - (digits.Length - significant.Length) - 1;
        significant = significant.TrimEnd('0');
        var fraction = significant.Length > 1 ? significant[1..] : "0";
        return string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? "-" : "")}{significant[0]}.{fraction}E{exponent}");
    }
}
