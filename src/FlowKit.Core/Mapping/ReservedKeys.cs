namespace FlowKit.Mapping;

/// <summary>The keys of a context that belong to the engine: readable in every context, written by nobody, saved nowhere.</summary>
internal static class ReservedKeys
{
    public const string ExecutionId = "flow_execution_id";
    public const string RootExecutionId = "flow_root_execution_id";
    public const string TraceId = "traceId";

    public static bool Contains(string name) => name is ExecutionId or RootExecutionId or TraceId;
}
