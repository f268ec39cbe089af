namespace FlowKit.Planning;

/// <summary>Tasks of one group that run without a hop between them: two or more calls, and what is decided between them.</summary>
/// <param name="Group">The group they are in.</param>
/// <param name="Tasks">Their indexes, each after its predecessors.</param>
internal sealed record FusedChain(int Group, int[] Tasks);
