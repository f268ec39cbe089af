using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>The fields of a return task.</summary>
internal static class ReturnRules
{
    public static void Check(ReturnTask task, FlowCheck check)
    {
        if (task.Conditions is null)
        {
            check.Missing(task.Place, "the return", "conditions");
        }

        ConditionRules.Check(task.Conditions ?? [], "input", check);
    }
}
