using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The fields of a script task: a name or an expression.</summary>
internal static class ScriptRules
{
    public static void Check(ScriptTask task, FlowCheck check)
    {
        var run = task.Run is { } name && !string.IsNullOrWhiteSpace(name.Value);
        if (run == task.Expression is not null)
        {
            check.Findings.Error(
                FlowErrorCodes.RunOrExpression,
                run ? task.Expression!.Value.Place : task.Place,
                run ? "the script has both 'run' and 'expression'" : "the script has neither 'run' nor 'expression'",
                run ? "take one of them out" : "name a delegate of the host with 'run', or write an 'expression'");
        }

        ExpressionRules.Check(task.Expression, "expression", ExpressionRules.OfScript, check);
    }
}
