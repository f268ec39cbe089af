using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowKit.Expressions.Evaluating;

/// <summary>A regular expression: run without backtracking, bounded in size before it is made and in time when it runs.</summary>
internal sealed class PatternValue
{
    private const int MaxLength = 1000;
    private const int MaxSize = 1000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly SearchValues<char> Special = SearchValues.Create(@"\.^$|?*+()[]{}");

    /// <summary>The net under a single match; what all matches of an evaluation take is counted beside it.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    // Each takes a hundred kilobytes, and hardly a pattern is used in both ways.
    private Regex? _search;
    private Regex? _whole;

    private PatternValue(string source)
    {
        Source = source;
        Literal = source.Length > 0 && !source.AsSpan().ContainsAny(Special) ? source : null;
        _search = Literal is null ? Make(source) : null;
    }

    public string Source { get; }

    /// <summary>The text the pattern finds, when it has no other characters than ordinary ones; else null.</summary>
    public string? Literal { get; }

    /// <summary>Finds the pattern anywhere.</summary>
    public Regex Search => _search ??= Make(Source);

    /// <summary>Matches the whole text.</summary>
    public Regex Whole => _whole ??= Make($@"\A(?:{Source})\z");

    public static bool TryCreate(string source, [NotNullWhen(true)] out PatternValue? pattern, [NotNullWhen(false)] out string? problem)
    {
        (pattern, problem) = (null, null);
        if (source.Length > MaxLength || PatternSize.Of(source) > MaxSize)
        {
            problem = $"the regular expression reached the bound of size ({MaxLength} characters, {MaxSize} with repetitions written out)";
            return false;
        }

        try
        {
            pattern = new(source);
            return true;
        }
        catch (NotSupportedException)
        {
            problem = "the regular expression looks around or back, which this language does not support";
        }
        catch (RegexParseException broken)
        {
            problem = $"the regular expression is not valid: {broken.Error} at its character {broken.Offset + 1}";
        }

        return false;
    }

    private static Regex Make(string pattern) => new(pattern, Options, MatchTimeout);
}
