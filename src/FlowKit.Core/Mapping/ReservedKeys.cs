using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>The keys of a context that belong to the engine: readable in every context, written by nobody, saved nowhere.</summary>
internal static class ReservedKeys
{
    public const string ExecutionId = "flow_execution_id";
    public const string RootExecutionId = "flow_root_execution_id";
    public const string TraceId = "traceId";

    public static bool Contains(string name) => name is ExecutionId or RootExecutionId or TraceId;

    /// <summary>The object without them; the same one where it has none.</summary>
    public static ObjectNode Without(ObjectNode from)
    {
        if (from.IndexOf(ExecutionId) < 0 && from.IndexOf(RootExecutionId) < 0 && from.IndexOf(TraceId) < 0)
        {
            return from;
        }

        var rest = new ObjectNode(from.Count, owner: null);
        for (var i = 0; i < from.Count; i++)
        {
            if (!Contains(from.NameAt(i)))
            {
                rest.Append(from.NameAt(i), from.ValueAt(i));
            }
        }

        return rest;
    }
}
