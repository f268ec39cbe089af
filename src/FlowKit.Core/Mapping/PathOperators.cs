namespace FlowKit.Mapping;

/// <summary>How the operators are written in each dialect. RFC 9535 never converts: its <c>==</c> is the flow dialect's <c>===</c>.</summary>
internal static class PathOperators
{
    // A sign that begins with another stands before it.
    public static IReadOnlyList<(string Text, PathOperator Operator)> RfcSigns { get; } =
    [
        ("==", PathOperator.SameAs),
        ("!=", PathOperator.NotSameAs),
        ("<=", PathOperator.LessOrEqual),
        (">=", PathOperator.GreaterOrEqual),
        ("<", PathOperator.Less),
        (">", PathOperator.Greater),
    ];

    public static IReadOnlyList<(string Text, PathOperator Operator)> FlowSigns { get; } =
    [
        ("===", PathOperator.SameAs),
        ("!==", PathOperator.NotSameAs),
        ("=~", PathOperator.Matches),
        ("==", PathOperator.Equal),
        ("!=", PathOperator.NotEqual),
        .. RfcSigns.Skip(2),
    ];

    public static IReadOnlyList<(string Text, PathOperator Operator)> FlowWords { get; } =
    [
        ("in", PathOperator.In),
        ("nin", PathOperator.NotIn),
        ("subsetof", PathOperator.SubsetOf),
        ("anyof", PathOperator.AnyOf),
        ("noneof", PathOperator.NoneOf),
        ("contains", PathOperator.Contains),
        ("size", PathOperator.Size),
        ("empty", PathOperator.Empty),
    ];

    /// <summary>The operator of a word, in capitals or not; null when there is none.</summary>
    public static PathOperator? FindWord(ReadOnlySpan<char> word)
    {
        foreach (var (text, op) in FlowWords)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return op;
            }
        }

        return null;
    }
}
