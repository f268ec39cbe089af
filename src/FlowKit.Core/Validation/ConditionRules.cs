using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Conditions: each a path over one root.</summary>
internal static class ConditionRules
{
    public static void Check(IReadOnlyList<Located<string>> conditions, string root, FlowCheck check)
    {
        foreach (var condition in conditions)
        {
            Check(condition, root, check);
        }
    }

    public static void Check(Located<string> condition, string root, FlowCheck check)
    {
        if (check.Paths.Check(condition.Value, condition.Place, FlowErrorCodes.InvalidCondition) is not { } shape)
        {
            return;
        }

        if (shape.Root is not null && shape.Root != root)
        {
            check.Findings.Warning(
                FlowErrorCodes.ConditionElsewhere,
                condition.Place,
                $"this condition never holds: it sees $.{root} only, not $.{Spelling.Short(shape.Root)}",
                root == "input" ? "map the value into the input and ask $.input" : "ask $.output");
        }
        else if (shape.IsDefinite)
        {
            check.Findings.Warning(
                FlowErrorCodes.ConditionAsksPresence,
                condition.Place,
                "this condition asks whether the value is there, whatever it is",
                $"to ask for its value write a filter: $.{root}[?(@.{shape.Key ?? "name"} == true)]");
        }
    }
}
