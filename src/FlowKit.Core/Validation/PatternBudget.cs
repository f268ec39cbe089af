using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>How many regular expressions one flow may have in its paths and expressions: each holds memory as long as the flow is there.</summary>
internal sealed class PatternBudget
{
    private const int Most = 1_000;
    private int _count;

    /// <summary>There are too many; nobody makes any more of them.</summary>
    public bool IsSpent => _count > Most;

    public void Spend(int patterns) => _count += patterns;

    public void Tell(SourcePlace place, Findings findings)
    {
        if (IsSpent)
        {
            findings.Error(FlowErrorCodes.TooManyPatterns, place, $"the flow has more than {Most} regular expressions");
        }
    }
}
