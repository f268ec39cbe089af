using FlowKit.Errors;
using FlowKit.Planning;

namespace FlowKit.Deciding;

/// <summary>Whether the targets of a start are known.</summary>
internal static class TargetCheck
{
    /// <exception cref="FlowRefusedException">A target is neither a task of the top level nor a key of the declared output.</exception>
    public static void RefuseUnknown(FlowPlan plan, IReadOnlyList<string>? targets)
    {
        if (targets is not null && Pruning.Needed(plan, targets, force: true, static task => task.Writes, out var unknown) is null)
        {
            throw new FlowRefusedException([new(
                FlowErrorCodes.UnknownTarget,
                DiagnosticSeverity.Error,
                plan.Descriptor.Place,
                $"The target '{unknown}' is neither a task of the top level nor a key of the declared output.",
                "Name a task of the flow.")]);
        }
    }
}
