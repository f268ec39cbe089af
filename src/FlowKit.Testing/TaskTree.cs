using FlowKit.Descriptors;

namespace FlowKit.Testing;

/// <summary>Tasks with those of their branches.</summary>
internal static class TaskTree
{
    /// <summary>The task itself and every task in its branches.</summary>
    public static IEnumerable<TaskDescriptor> All(TaskDescriptor task)
    {
        IEnumerable<TaskDescriptor> branches = task switch
        {
            ForeachTask loop => loop.Tasks,
            ChoiceTask choice => choice.Choices?.SelectMany(branch => branch.Tasks) ?? [],
            _ => [],
        };
        return branches.SelectMany(All).Prepend(task);
    }
}
