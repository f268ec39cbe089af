namespace FlowKit.AspNetCore.Problems;

/// <summary>A request cannot be answered.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(int status, string code, string detail)
        : this(new Problem(status, code, detail))
    {
    }

    public Problem Problem { get; } = problem;
}
