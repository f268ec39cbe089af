using FlowKit.Descriptors;

namespace FlowKit.Planning;

/// <summary>
/// The pass <c>fuse</c>: calls of functions and scripts of this process that have no effect outside. A crash may repeat them, with the
/// same idempotency keys, so they need not wait until what led to them is on record.
/// </summary>
internal static class FusePass
{
    private static readonly string[] InProcess = ["function", "script"];

    public static void Run(GroupPlan group, TaskTraits[] traits)
    {
        foreach (var task in group.Tasks)
        {
            // What is kept in a cache is asked for there first, and that may take time.
            if (task is FunctionNode { Writes: false, Pattern: TaskPattern.TaskSync, Cache: null } call && InProcess.Contains(call.Protocol))
            {
                traits[task.Index] |= TaskTraits.Fusable;
            }
        }
    }
}
