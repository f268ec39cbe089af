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
        for (var found = Next(ref e, pattern, text, null); found is { } match; found = Next(ref e, pattern, text, found))
        {
            if (match.End == 0)
            {
                continue;
            }

            if (limit > 0 && parts.Count == limit - 1)
            {
                break;
            }

            AddPart(ref e, parts, text[from..match.Begin]);
            from = match.End;
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
        for (var found = Next(ref e, pattern, text, null); found is { } match && most-- > 0; found = Next(ref e, pattern, text, found))
        {
            written.Append(text, from, match.Begin - from);
            AppendReplacement(ref e, written, replacement, match.Match, text[match.Begin..match.End]);
            from = match.End;
        }

        return !e.Stopped && e.Allocate(text.Length) ? Operand.Of(written.Append(text, from, text.Length - from).ToString()) : default;
    }

    /// <summary><c>$1</c> is the text of a group, <c>\</c> makes the next character an ordinary one.</summary>
    private static void AppendReplacement(ref Evaluation e, StringBuilder written, string replacement, Match match, string whole)
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
                if (!char.IsAsciiDigit(digit) || (digit > '0' && digit - '0' >= match.Groups.Count))
                {
                    e.Fail(FlowErrorCodes.ExpressionPattern, "'$' in a replacement names no group; write \\$ for the character");
                    return;
                }

                piece = digit == '0' ? whole : match.Groups[digit - '0'].ValueSpan;
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

    /// <summary>The match after one, or the first after none; null at the end and when a bound is reached.</summary>
    private static Found? Next(ref Evaluation e, PatternValue? pattern, string text, Found? last)
    {
        if (e.Stopped || pattern is null)
        {
            return null;
        }

        if (!(last is null ? e.SpendText(text.Length * (1 + ((pattern.Literal?.Length ?? 0) / 64L))) : e.Spend(2)))
        {
            return null;
        }

        if (pattern.Literal is { } literal)
        {
            var index = text.IndexOf(literal, last?.End ?? 0, StringComparison.Ordinal);
            return index < 0 ? null : new(index, index + literal.Length, Match.Empty);
        }

        var match = Timed(ref e, last is null ? () => pattern.Search.Match(text) : last.Value.Match.NextMatch);
        return match is { Success: true } ? new(match.Index, match.Index + match.Length, match) : null;
    }

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

    /// <summary>A match, from one index up to, but without, another.</summary>
    private readonly record struct Found(int Begin, int End, Match Match);
}
