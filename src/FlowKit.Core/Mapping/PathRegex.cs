using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowKit.Mapping;

/// <summary>
/// A compiled regular expression, or the reason why there is none. Runs without backtracking, with a bounded automaton and a time
/// limit, so that no pattern and no text can hang the caller.
/// </summary>
internal sealed class PathRegex
{
    public const int MaxPatternLength = 1000;

    // .NET refuses automata of more than 10,000 nodes; a pattern that fits 10 times has at most 1,000.
    private const int SafetyFactor = 10;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private readonly Regex? _regex;

    private PathRegex(string pattern, Regex? regex, string? fault)
    {
        Pattern = pattern;
        _regex = regex;
        Fault = fault;
    }

    public string Pattern { get; }

    /// <summary>Why the pattern cannot be used; null when it can.</summary>
    public string? Fault { get; }

    /// <summary>I-Regexp (RFC 9485), for the whole text or for any part of it.</summary>
    public static PathRegex IRegexp(string pattern, bool whole)
    {
        if (pattern.Length > MaxPatternLength)
        {
            return Faulty(pattern, $"a regular expression has at most {MaxPatternLength} characters");
        }

        return PathIRegexp.Translate(pattern) is { } translated
            ? Compile(pattern, whole ? $@"\A(?:{translated})\z" : translated, RegexOptions.None)
            : Faulty(pattern, "the regular expression is no I-Regexp (RFC 9485); write '=~ /.../' for more, such as '\\d'");
    }

    /// <summary>The regular expressions of <c>=~</c>: those of .NET that need no backtracking, always for the whole text.</summary>
    public static PathRegex Flow(string pattern, RegexOptions options = RegexOptions.None)
    {
        if (pattern.Length > MaxPatternLength)
        {
            return Faulty(pattern, $"a regular expression has at most {MaxPatternLength} characters");
        }

        // The pattern ends in a line of its own where '#' begins a comment.
        var end = options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : string.Empty;
        return CheckSyntax(pattern, options) is { } fault
            ? Faulty(pattern, fault)
            : Compile(pattern, $@"\A(?:{pattern}{end})\z", options);
    }

    /// <summary>False when the time limit was met.</summary>
    public bool TryMatch(string text, out bool matches)
    {
        try
        {
            matches = _regex is not null && _regex.IsMatch(text);
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            matches = false;
            return false;
        }
    }

    private static PathRegex Faulty(string pattern, string fault) => new(pattern, null, fault);

    // Alone, lest a bracket of the pattern closes the one put around it.
    private static string? CheckSyntax(string pattern, RegexOptions options)
    {
        try
        {
            _ = new Regex(pattern, options | RegexOptions.CultureInvariant, TimeLimit);
            return null;
        }
        catch (RegexParseException fault)
        {
            return Describe(fault);
        }
    }

    [SuppressMessage("Performance", "CA1806", Justification = "The first expression is made for the refusal of too large ones.")]
    private static PathRegex Compile(string pattern, string translated, RegexOptions options)
    {
        options |= RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        try
        {
            _ = new Regex($"(?:{translated}\n){{{SafetyFactor}}}", options, TimeLimit);
            return new(pattern, new Regex(translated, options, TimeLimit), null);
        }
        catch (RegexParseException fault)
        {
            return Faulty(pattern, Describe(fault));
        }
        catch (NotSupportedException)
        {
            return Faulty(
                pattern,
                "the regular expression is too large, or needs backtracking: look-around, back references and atomic groups cannot be used");
        }
    }

    private static string Describe(RegexParseException fault) =>
        $"the regular expression is faulty at its character {fault.Offset}: {fault.Error}";
}
