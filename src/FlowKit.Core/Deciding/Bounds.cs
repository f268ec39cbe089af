using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>What may not be written into a context or input, whoever asks.</summary>
internal static class Bounds
{
    /// <summary>
    /// Whether a context has room for a value. Bytes are added up as they are written; only when they pass the bound is the context
    /// measured as it is.
    /// </summary>
    public static bool HasRoom(RunLimits limits, ScopeState scope, FlowValue value)
    {
        var bytes = value.Extent.Bytes;
        if (scope.WrittenBytes < 0 || scope.WrittenBytes + bytes > limits.ContextBytes)
        {
            scope.WrittenBytes = scope.Context.Root.Extent.Bytes;
        }

        if (scope.WrittenBytes + bytes > limits.ContextBytes)
        {
            return false;
        }

        scope.WrittenBytes += bytes;
        return true;
    }

    /// <summary>The bound a write would exceed, in words; null when it is within all.</summary>
    public static Misfit? Misfit(RunLimits limits, ReadOnlySpan<PathSegment> location, FlowValue value)
    {
        var extent = value.Extent;
        if (extent.Bytes > limits.ValueBytes)
        {
            return new(FlowErrorCodes.ValueTooLarge, $"the value is larger than {limits.ValueBytes} bytes");
        }

        if (location.Length + extent.Depth > limits.JsonDepth)
        {
            return new(FlowErrorCodes.ValueTooDeep, $"the value would lie deeper than {limits.JsonDepth} levels");
        }

        foreach (var segment in location)
        {
            if (segment.Name is null && segment.Index > limits.LoopItems)
            {
                return new(FlowErrorCodes.ValueTooLarge, $"the index is larger than {limits.LoopItems}");
            }
        }

        return null;
    }
}
