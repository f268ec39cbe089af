using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>Whether an answer counts as a success, and why not.</summary>
internal readonly record struct FunctionVerdict(bool Succeeded, string Reason)
{
    private static readonly FunctionVerdict Success = new(true, string.Empty);

    /// <summary>
    /// The first rule that applies decides: fail conditions that all hold; success conditions; fail conditions that were given; the
    /// explicit status; <c>result_type</c>. Conditions judge outputs: without one the status alone decides.
    /// </summary>
    public static FunctionVerdict Of(FunctionNode node, FlowValue output, bool? explicitStatus)
    {
        if (!output.IsMissing && node.HasConditions)
        {
            return OfConditions(node, output);
        }

        if (explicitStatus is { } status)
        {
            return status ? Success : new(false, "The executor reports that it failed.");
        }

        var type = output["result_type"];
        return type.IsNullOrMissing || string.Equals(type.AsString(), "SUCCESS", StringComparison.OrdinalIgnoreCase)
            ? Success
            : new(false, "The result_type of the output is not SUCCESS.");
    }

    private static FunctionVerdict OfConditions(FunctionNode node, FlowValue output)
    {
        if (node.FailConditions.Length > 0 && ConditionPlan.All(node.FailConditions, output))
        {
            return new(false, "All failConditions hold.");
        }

        return node.SuccessConditions.Length == 0 || ConditionPlan.All(node.SuccessConditions, output)
            ? Success
            : new(false, "Not all successConditions hold.");
    }
}
