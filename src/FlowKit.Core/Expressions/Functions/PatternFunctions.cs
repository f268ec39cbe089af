using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>The functions of <c>string.*</c> that take a regular expression, as a text or a pattern.</summary>
internal static class PatternFunctions
{
    private const int MakingCost = 2_000;

    public static readonly BuiltIn[] All =
    [
        new("string.split", 2, 3, Split) { PatternArgument = 1 },
        new("string.replace_first", 3, 3, (ref e, arguments) => Replace(ref e, arguments, most: 1)) { PatternArgument = 1 },
        new("string.replace_all", 3, 3, (ref e, arguments) => Replace(ref e, arguments, most: int.MaxValue)) { PatternArgument = 1 },
    ];

    /// <summary>
    /// The parts between matches. With a limit above 0 at most so many; without one, or with 0, empty parts at the end are left out; with
    /// one below 0 they are kept. A match of nothing at the very beginning splits nothing off.
    /// </summary>
    private static Operand Split(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        var (text, pattern) = (arguments.Text(0, ref e), Pattern(ref e, arguments));
        var limit = arguments.Length == 3 ? arguments.Whole(2, ref e) : 0;
        var parts = new ListValue();
        var from = 0;
        for (var match = First(ref e, pattern, text); match is { Success: true }; match = Next(ref e, match))
        {
            if (match.Index + match.Length == 0)
            {
                continue;
            }

            if (limit > 0 && parts.Count == limit - 1)
            {
                break;
            }

            AddPart(ref e, parts, text[from..match.Index]);
            from = match.Index + match.Length;
        }

        AddPart(ref e, parts, text[from..]);
        while (limit == 0 && from > 0 && parts.Count > 0 && !e.Stopped && parts.Get(ref e, parts.Count - 1).AsText is "")
        {
            parts.RemoveAt(ref e, parts.Count - 1);
        }

        return Operand.Of(parts);
    }

    private static void AddPart(ref Evaluation e, ListValue parts, string part)
    {
        if (!e.Stopped && e.Allocate(part.Length))
        {
            parts.Add(ref e, Operand.Of(part));
        }
    }

    private static Operand Replace(ref Evaluation e, ReadOnlySpan<Operand> arguments, int most)
    {
        var (text, pattern, replacement) = (arguments.Text(0, ref e), Pattern(ref e, arguments), arguments.Text(2, ref e));
        var written = new StringBuilder();
        var from = 0;
        for (var match = First(ref e, pattern, text); match is { Success: true } && most-- > 0; match = Next(ref e, match))
        {
            written.Append(text, from, match.Index - from);
            AppendReplacement(ref e, written, replacement, match);
            from = match.Index + match.Length;
        }

        return !e.Stopped && e.Allocate(text.Length) ? Operand.Of(written.Append(text, from, text.Length - from).ToString()) : default;
    }

    /// <summary><c>$1</c> is the text of a group, <c>\</c> makes the next character an ordinary one.</summary>
    private static void AppendReplacement(ref Evaluation e, StringBuilder written, string replacement, Match match)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var piece = replacement.AsSpan(i, 1);
            if (replacement[i] == '\\' && i + 1 < replacement.Length)
            {
                piece = replacement.AsSpan(++i, 1);
            }
            else if (replacement[i] == '$')
            {
                var digit = i + 1 < replacement.Length ? replacement[i + 1] : ' ';
                if (!char.IsAsciiDigit(digit) || digit - '0' >= match.Groups.Count)
                {
                    e.Fail(FlowErrorCodes.ExpressionPattern, "'$' in a replacement names no group; write \\$ for the character");
                    return;
                }

                piece = match.Groups[digit - '0'].ValueSpan;
                i++;
            }

            if (!e.Allocate(1 + piece.Length))
            {
                return;
            }

            written.Append(piece);
        }
    }

    private static PatternValue? Pattern(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (arguments[1].AsPattern is { } pattern)
        {
            return pattern;
        }

        var source = arguments.Text(1, ref e);
        if (e.Stopped || e.LastPattern?.Source == source)
        {
            return e.LastPattern;
        }

        if (!e.Spend(MakingCost))
        {
            return null;
        }

        if (!PatternValue.TryCreate(source, out var made, out var problem))
        {
            e.Fail(FlowErrorCodes.ExpressionPattern, problem);
        }

        return e.LastPattern = made;
    }

    private static Match? First(ref Evaluation e, PatternValue? pattern, string text)
    {
        if (e.Stopped || pattern is null || !e.SpendText(text.Length))
        {
            return null;
        }

        return Timed(ref e, () => pattern.Search.Match(text));
    }

    private static Match? Next(ref Evaluation e, Match match) => !e.Stopped && e.Spend(2) ? Timed(ref e, match.NextMatch) : null;

    private static Match? Timed(ref Evaluation e, Func<Match> find)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var match = find();
            e.SpendPatternTime(Stopwatch.GetElapsedTime(started));
            return match;
        }
        catch (RegexMatchTimeoutException)
        {
            e.FailPatternTime();
            return null;
        }
    }
}
