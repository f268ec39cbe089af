using FlowKit.Deciding;

namespace FlowKit.Running;

/// <summary>What an execution is sent when another has taken what it was told.</summary>
/// <param name="ExecutionId">The execution that told it.</param>
/// <param name="Arrival">What it is sent.</param>
internal sealed record Receipt(string ExecutionId, Arrival Arrival);
