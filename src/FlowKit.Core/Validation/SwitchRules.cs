using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The fields of a switch task.</summary>
internal static class SwitchRules
{
    public static void Check(SwitchTask task, ListedTask listed, FlowCheck check)
    {
        if (task.Switches.Count == 0)
        {
            check.Findings.Warning(FlowErrorCodes.NothingToChoose, task.Place, "a switch without 'switches' opens nothing");
        }

        for (var i = 0; i < task.Switches.Count; i++)
        {
            CheckCase(task.Switches[i], i, listed, check);
        }

        CheckNext(task, check);
    }

    private static void CheckCase(SwitchCase one, int number, ListedTask listed, FlowCheck check)
    {
        if (one.Condition is not { } condition)
        {
            check.Missing(one.Place, "the case", "condition");
        }
        else if (!one.IsDefault)
        {
            ConditionRules.Check(condition, "input", check);
        }

        if (one.Next.Count == 0)
        {
            check.Findings.Error(FlowErrorCodes.CaseWithoutNext, one.Place, "a case of a switch must open a task", "give it a 'next'");
        }

        NextRules.Check(listed, one.Next, check, number);
    }

    private static void CheckNext(SwitchTask task, FlowCheck check)
    {
        if (task.Next.Count == 0)
        {
            return;
        }

        var targets = task.Switches
            .SelectMany(one => one.Next)
            .Select(name => name.Value ?? string.Empty)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in task.Next)
        {
            var target = name.Value ?? string.Empty;
            if (!targets.Contains(target))
            {
                check.Findings.Error(
                    FlowErrorCodes.NextOfNoCase,
                    name.Place,
                    $"no case of the switch opens '{Spelling.Short(target)}'",
                    "name it in the 'next' of a case; the switch needs no 'next' of its own");
            }
        }
    }
}
