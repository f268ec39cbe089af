using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>A <c>function</c> task, compiled.</summary>
internal sealed class FunctionNode(FunctionTask task, FunctionAddress address, NodeParts parts) : TaskNode(task, parts)
{
    private const string SubFlowProtocol = "rillflow";

    /// <summary>In lower case.</summary>
    public string Protocol { get; } = address.Protocol;

    public ResourceTemplate Resource { get; } = new(address.Resource);

    public FlowValue InlineResource { get; } = task.Resource;

    public TaskPattern Pattern { get; } =
        task.Pattern ?? (address.Protocol == SubFlowProtocol ? TaskPattern.FlowSync : TaskPattern.TaskSync);

    /// <summary>The task ends with the execution it starts.</summary>
    public bool WaitsForChild => Protocol == SubFlowProtocol && Pattern != TaskPattern.FlowAsync;

    public string? RequestType { get; } = task.RequestType?.Value;

    public ConditionPlan[] SuccessConditions { get; } = MappingCompiler.OverOutput(task.SuccessConditions);

    public ConditionPlan[] FailConditions { get; } = MappingCompiler.OverOutput(task.FailConditions);

    public RetryNode? Retry { get; } = task.Retry is { MaxRetryTimes.Value: > 0 } retry ? new RetryNode(retry) : null;

    public bool HasConditions => SuccessConditions.Length > 0 || FailConditions.Length > 0;
}
