using FlowKit.Cli.Running;

namespace FlowKit.Cli.Operating;

/// <summary>What a call asks to be done to an execution of a store.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Store">Where it is kept.</param>
internal sealed record OperationRequest(string ExecutionId, StoreAddress Store)
{
    /// <summary>Where flows stand that it may call; null for none.</summary>
    public string? FlowsFolder { get; init; }

    /// <summary>What answers in place of the outside; null for the outside itself.</summary>
    public string? StubsFile { get; init; }
}
