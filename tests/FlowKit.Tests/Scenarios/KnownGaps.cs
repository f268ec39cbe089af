namespace FlowKit.Tests.Scenarios;

/// <summary>The scenarios that cannot pass yet, each with what is missing. One that passes must be taken out.</summary>
internal static class KnownGaps
{
    private const string Targets = "the start option targets is not there yet";
    private const string SubFlows = "sub-flow calls are not there yet";
    private const string Rules = "validation does not hold paths and transforms against their languages yet";

    public static IReadOnlyDictionary<string, string> ByName { get; } = new Dictionary<string, string>
    {
        ["tasks that only read and that no target needs are pruned"] = Targets,
        ["a task that writes runs although no target needs it"] = Targets,
        ["a key of the flow's output may be a target"] = Targets,
        ["who asks only for the delivery gets no thumbnail"] = Targets,
        ["a source that is no valid path is refused"] = Rules,
        ["a transform that is no valid expression is refused"] = Rules,
        ["the declared output of a flow is what its caller gets, and nothing else"] = SubFlows,
        ["a sub-flow gets the task's input as its context and gives its context back"] = SubFlows,
        ["a sub-flow task without a pattern waits for its child"] = SubFlows,
        ["the output a child declares is the output of the task"] = SubFlows,
        ["an alias chooses between flows of one name, and without it the release is meant"] = SubFlows,
        ["a failed child fails its task"] = SubFlows,
        ["the retry of a sub-flow task is a new child"] = SubFlows,
        ["flow_async goes on as soon as its child is started"] = SubFlows,
        ["a flow that calls itself without a condition is stopped by the depth bound"] = SubFlows,
    };
}
