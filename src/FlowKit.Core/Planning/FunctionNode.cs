using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>A task that calls an executor, compiled: a <c>function</c>, or a <c>script</c> that runs a delegate of the host.</summary>
internal sealed class FunctionNode(TaskDescriptor written, FunctionTask task, FunctionAddress address, NodeParts parts) : TaskNode(written, parts)
{
    private const string ScriptProtocol = "script";

    private const string SubFlowProtocol = "rillflow";

    /// <summary>Whether its results are reused; null for no.</summary>
    public CacheNode? Cache { get; } = written.Cache is null ? null : new CacheNode(written.Cache);

    /// <summary>What a dispatcher is told of it, at each attempt.</summary>
    public DispatchedTask Dispatched { get; } = new(
        written.Name.Value, address.Protocol, task.Pattern ?? (address.Protocol == SubFlowProtocol ? TaskPattern.FlowSync : TaskPattern.TaskSync))
    {
        RequestType = task.RequestType?.Value,
        InlineResource = task.Resource,
        Secrets = SecretFinding.Of(parts.InputMappings, parts.Parameters, address.Resource, task.Resource),
    };

    public ResourceTemplate Resource { get; } = new(address.Resource);

    /// <summary>In lower case.</summary>
    public string Protocol => Dispatched.Protocol;

    public TaskPattern Pattern => Dispatched.Pattern;

    /// <summary>The task ends with the execution it starts.</summary>
    public bool WaitsForChild => Protocol == SubFlowProtocol && Pattern != TaskPattern.FlowAsync;

    public ConditionPlan[] SuccessConditions { get; } = MappingCompiler.OverOutput(task.SuccessConditions);

    public ConditionPlan[] FailConditions { get; } = MappingCompiler.OverOutput(task.FailConditions);

    public RetryNode? Retry { get; } = task.Retry is { MaxRetryTimes.Value: > 0 } retry ? new RetryNode(retry) : null;

    /// <summary>The call of a delegate by name: what <c>script://name</c> would call.</summary>
    public static FunctionNode OfScript(ScriptTask script, NodeParts parts)
    {
        var call = new FunctionTask { Name = script.Name };
        var address = new FunctionAddress(ScriptProtocol, $"{ScriptProtocol}://{script.Run!.Value.Value}", [], FlowValue.EmptyObject);
        return new(script, call, address, parts);
    }

    /// <summary>An attempt whose outcome a crash left unknown does not go out again before the host says so.</summary>
    public bool AsksWhenUnknown { get; } = task.OnUnknown.Value == UnknownOutcome.Ask;

    public bool HasConditions => SuccessConditions.Length > 0 || FailConditions.Length > 0;
}
