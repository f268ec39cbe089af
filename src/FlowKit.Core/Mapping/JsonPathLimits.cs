namespace FlowKit.Mapping;

/// <summary>The bounds of one JSONPath; each is refused with its own code.</summary>
internal sealed record JsonPathLimits
{
    public static JsonPathLimits Default { get; } = new();

    /// <summary>UTF-16 units of a path's text.</summary>
    public int TextLength { get; init; } = 65_536;

    /// <summary>How deep brackets, parentheses, calls and lists may be nested in a path's text.</summary>
    public int Nesting { get; init; } = 64;

    /// <summary>Regular expressions a path's text may have.</summary>
    public int Patterns { get; init; } = 100;

    /// <summary>Values one evaluation may find.</summary>
    public int Results { get; init; } = 1_000_000;

    /// <summary>Values one evaluation may look at; long texts and large numbers count as several.</summary>
    public long Work { get; init; } = 50_000_000;

    /// <summary>How deep one evaluation may go into a value, filters within filters included.</summary>
    public int Depth { get; init; } = 500;

    /// <summary>What the regular expressions of one evaluation may take together.</summary>
    public TimeSpan RegexTime { get; init; } = TimeSpan.FromSeconds(1);
}
