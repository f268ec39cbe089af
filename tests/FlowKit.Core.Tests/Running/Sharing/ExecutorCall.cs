using FlowKit.Dispatching;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>A call to an executor.</summary>
internal sealed record ExecutorCall(int Node, DispatchRequest Request, CancellationToken Token);
