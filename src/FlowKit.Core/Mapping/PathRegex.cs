namespace FlowKit.Mapping;

/// <summary>A compiled regular expression, or the reason why there is none: <see cref="PathIRegexp"/> or <see cref="PathNetRegex"/>.</summary>
internal abstract class PathRegex(string pattern, string? fault)
{
    public const int MaxPatternLength = 1000;

    public string Pattern { get; } = pattern;

    /// <summary>Why the pattern cannot be used; null when it can.</summary>
    public string? Fault { get; } = fault;

    /// <summary>Whether a text matches. Only of a pattern without a fault.</summary>
    public abstract bool IsMatch(string text, ref PathScope scope);
}
