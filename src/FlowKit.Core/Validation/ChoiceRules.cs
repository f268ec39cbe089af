using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The fields of a choice task.</summary>
internal static class ChoiceRules
{
    public static void Check(ChoiceTask task, FlowCheck check)
    {
        if (task.Choices is null)
        {
            check.Missing(task.Place, "the choice", "choices");
            return;
        }

        if (task.Choices.Count == 0)
        {
            check.Findings.Warning(FlowErrorCodes.NothingToChoose, task.Place, "a choice without 'choices' does nothing");
        }

        foreach (var branch in task.Choices)
        {
            CheckBranch(branch, check);
        }
    }

    private static void CheckBranch(ChoiceBranch branch, FlowCheck check)
    {
        if (branch.Condition is { } condition)
        {
            ConditionRules.Check(condition, "input", check);
        }
        else
        {
            check.Missing(branch.Place, "the branch", "condition");
        }

        if (branch.Tasks.Count == 0)
        {
            check.Missing(branch.Place, "the branch", "tasks");
        }
    }
}
