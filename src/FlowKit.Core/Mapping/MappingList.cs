using FlowKit.Executions;

namespace FlowKit.Mapping;

/// <summary>The mappings of a task in order; a later one sees what an earlier one wrote.</summary>
internal static class MappingList
{
    /// <summary>Runs them; the fault of a strict one ends the list and is returned, tolerated faults are added to the list.</summary>
    public static FlowFailure? Run(MappingPlan[] mappings, IMappingDocument document, ref List<FlowFailure>? tolerated)
    {
        foreach (var mapping in mappings)
        {
            if (mapping.Run(document) is not { } fault)
            {
                continue;
            }

            if (mapping.IsStrict)
            {
                return fault;
            }

            (tolerated ??= []).Add(fault);
        }

        return null;
    }
}
