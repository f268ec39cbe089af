using FlowKit.Descriptors;

namespace FlowKit.Planning;

/// <summary>The documents of type <c>resource</c> that a flow's plan is made of, besides the flow itself.</summary>
internal static class ReferredDocuments
{
    /// <summary>Those that addresses of the flow lead to, also by way of each other, ordered by name.</summary>
    public static ResourceCatalog Of(FlowDescriptor flow, ResourceCatalog all)
    {
        if (all.IsEmpty)
        {
            return all;
        }

        var met = new HashSet<FlowDescriptor>(ReferenceEqualityComparer.Instance);
        var book = new AddressBook(new ResourceDocument(flow), all) { Met = met };
        if (flow.Callback is { } callback)
        {
            FunctionAddress.Resolve(callback, book);
        }

        Collect(flow.Tasks, book);
        return ResourceCatalog.Empty.With(met);
    }

    private static void Collect(IReadOnlyList<TaskDescriptor> tasks, AddressBook book)
    {
        foreach (var task in tasks)
        {
            switch (task)
            {
                case FunctionTask function:
                    FunctionAddress.Resolve(function, book);
                    break;
                case ForeachTask loop:
                    Collect(loop.Tasks, book);
                    break;
                case ChoiceTask { Choices: { } branches }:
                    branches.ToList().ForEach(branch => Collect(branch.Tasks, book));
                    break;
            }
        }
    }
}
