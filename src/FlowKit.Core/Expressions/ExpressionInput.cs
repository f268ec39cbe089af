using FlowKit.Values;

namespace FlowKit.Expressions;

/// <summary>
/// What one evaluation reads. A root that is left missing is not defined, so that <c>is_def</c> says no; one that is JSON null is
/// defined and nil. Nothing in it is ever changed by an expression.
/// </summary>
internal readonly struct ExpressionInput(ExpressionServices services)
{
    private static readonly string[] Names = ["source", "context", "input", "output", "params", "taskRunningTimeInMillis"];

    public ExpressionServices Services { get; } = services;

    /// <summary>The bounds; the defaults when null.</summary>
    public ExpressionLimits? Limits { get; init; }

    public FlowValue Source { get; init; }

    public FlowValue Context { get; init; }

    public FlowValue Input { get; init; }

    public FlowValue Output { get; init; }

    public FlowValue Params { get; init; }

    public FlowValue TaskRunningTimeInMillis { get; init; }

    /// <summary>The number of the root of that name; -1 when there is none.</summary>
    internal static int RootOf(string name) => Array.IndexOf(Names, name);

    internal FlowValue Root(int number) => number switch
    {
        0 => Source,
        1 => Context,
        2 => Input,
        3 => Output,
        4 => Params,
        _ => TaskRunningTimeInMillis,
    };
}
