using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>The fields of a suspense task.</summary>
internal static class SuspenseRules
{
    public static void Check(SuspenseTask task, FlowCheck check)
    {
        if (task.Conditions is null)
        {
            check.Missing(task.Place, "the suspense", "conditions");
        }

        ConditionRules.Check(task.Conditions ?? [], "input", check);
        ConditionRules.Check(task.Interruptions, "input", check);
    }
}
