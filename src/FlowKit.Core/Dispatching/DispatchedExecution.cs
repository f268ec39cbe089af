using FlowKit.Executions;

namespace FlowKit.Dispatching;

/// <summary>What all attempts of one execution have in common.</summary>
internal sealed record DispatchedExecution(string Id, string Flow)
{
    public static DispatchedExecution Nothing { get; } = new(string.Empty, string.Empty);

    public bool IsFlowForeign { get; init; }

    /// <summary>The execution at the top; null when this is the one.</summary>
    public string? RootId { get; init; }

    /// <summary>How many executions stand above this one.</summary>
    public int Depth { get; init; }

    public int DepthBound { get; init; }

    public string? ServerUrl { get; init; }

    public ICallbackAddress? CallbackAddress { get; init; }

    /// <summary>The trace on record; null where there is none.</summary>
    public ExecutionTrace? Trace { get; init; }
}
