namespace FlowKit.Expressions;

/// <summary>How much an evaluation may use. Reaching a bound is a fault that names it.</summary>
internal sealed record ExpressionLimits
{
    /// <summary>The longest text that is compiled, in UTF-16 units.</summary>
    public const int MaxTextLength = 64 * 1024;

    /// <summary>How deep brackets, blocks and functions of a text may be nested.</summary>
    public const int MaxNesting = 100;

    /// <summary>How many operations of a text may wait for one another; a chain of 250 <c>+</c> is one.</summary>
    public const int MaxHeight = 250;

    /// <summary>How many regular expressions a text may have.</summary>
    public const int MaxPatterns = 100;

    /// <summary>How deep lists and maps may be nested where they are compared, written or returned; that of JSON.</summary>
    public const int MaxValueDepth = 64;

    public static ExpressionLimits Default { get; } = new();

    /// <summary>Operations in loops, functions and functions over lists, about one for each node evaluated.</summary>
    public long MaxSteps { get; init; } = 10_000_000;

    /// <summary>Operations that may wait for one another through calls: a function that calls itself uses about 8 a call.</summary>
    public int MaxDepth { get; init; } = 2_000;

    /// <summary>All memory one evaluation takes, given back or not: a character counts 1, an item of a list 16, a member 48.</summary>
    public long MaxMemory { get; init; } = 64 * 1024 * 1024;

    /// <summary>The size of a list or map that is returned or written as text: characters of its texts and names, and 1 an item.</summary>
    public long MaxResultSize { get; init; } = 8 * 1024 * 1024;

    /// <summary>The time regular expressions may take in one evaluation. Only they are not counted in steps.</summary>
    public TimeSpan MaxPatternTime { get; init; } = TimeSpan.FromSeconds(1);
}
