using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowKit.Mapping;

/// <summary>
/// The regular expressions of <c>=~</c>: those of .NET that need no backtracking, for the whole text. The automaton is bounded and the
/// time is counted, so that no pattern and no text can hang the caller.
/// </summary>
internal sealed class PathNetRegex : PathRegex
{
    // .NET refuses automata of more than 10,000 nodes, which at worst take a millisecond for each character of a text; a pattern that
    // fits in eight times has at most 1,250.
    private const int SafetyFactor = 8;

    // For one match. What all matches of an evaluation may take is the scope's to say.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private readonly Regex? _regex;

    private PathNetRegex(string pattern, Regex? regex, string? fault)
        : base(pattern, fault) => _regex = regex;

    public static PathNetRegex Compile(string pattern, RegexOptions options = RegexOptions.None)
    {
        if (pattern.Length > MaxPatternLength)
        {
            return Faulty(
                pattern, string.Create(CultureInfo.InvariantCulture, $"a regular expression has at most {MaxPatternLength} characters"));
        }

        try
        {
            // Alone first, lest a bracket of the pattern closes the one put around it.
            _ = new Regex(pattern, options | RegexOptions.CultureInvariant, TimeLimit);
            return CompileWhole(pattern, options | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (RegexParseException fault)
        {
            return Faulty(pattern, $"the regular expression is faulty at its character {fault.Offset}: {fault.Error}");
        }
        catch (NotSupportedException)
        {
            return Faulty(
                pattern,
                "the regular expression is too large, or needs backtracking: look-around, back references and atomic groups cannot be used");
        }
    }

    public override bool IsMatch(string text, ref PathScope scope)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var matches = _regex!.IsMatch(text);
            scope.ChargeRegexTime(began);
            return matches;
        }
        catch (RegexMatchTimeoutException)
        {
            throw scope.RegexBound();
        }
    }

    private static PathNetRegex CompileWhole(string pattern, RegexOptions options)
    {
        // The pattern ends in a line of its own where '#' begins a comment.
        var end = options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : string.Empty;
        _ = new Regex($"(?:{pattern}{end}){{{SafetyFactor}}}", options, TimeLimit);
        return new(pattern, new Regex($@"\A(?:{pattern}{end})\z", options, TimeLimit), null);
    }

    private static PathNetRegex Faulty(string pattern, string fault) => new(pattern, null, fault);
}
