using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The fields of a foreach task.</summary>
internal static class ForeachRules
{
    public static void Check(ForeachTask task, FlowCheck check)
    {
        if (task.IterationMapping is { } iteration)
        {
            CheckIteration(iteration, check);
        }
        else
        {
            check.Missing(task.Place, "the loop", "iterationMapping");
        }

        if (task.Tasks.Count == 0)
        {
            check.Missing(task.Place, "the loop", "tasks");
        }

        if (task.Synchronization is { } synchronization)
        {
            ConditionRules.Check(synchronization.Conditions, "input", check);
            SettingRules.Check(synchronization.MaxConcurrency, "maxConcurrency", "input", least: 1, check);
        }

        check.AtLeast(new(task.Failure.Tolerate.Value, task.Failure.Tolerate.Place), 0, "tolerate");
        if (task.Batch is { } batch)
        {
            check.AtLeast(new(batch.Value, batch.Place), 1, "batch");
        }
    }

    private static void CheckIteration(IterationMappingDescriptor iteration, FlowCheck check)
    {
        if (iteration.Collection is not { } collection)
        {
            check.Missing(iteration.Place, "'iterationMapping'", "collection");
        }
        else if (check.Paths.Check(collection.Value, collection.Place) is { } shape && (shape.Root != "input" || shape.IsRoot))
        {
            check.Findings.Error(
                FlowErrorCodes.CollectionElsewhere,
                collection.Place,
                "the collection of a loop is a path into $.input",
                "map the list into the input of the loop and name it there");
        }

        if (iteration.Identity is { } identity && check.Paths.Check(identity.Value, identity.Place) is { Root: not "iteration" })
        {
            check.Findings.Warning(
                FlowErrorCodes.SourceElsewhere,
                identity.Place,
                "the identity of a branch is read from its item",
                "begin it with $.iteration.element");
        }
    }
}
