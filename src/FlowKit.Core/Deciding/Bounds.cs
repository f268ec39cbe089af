using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>What may not be written into a context or input, whoever asks.</summary>
internal static class Bounds
{
    /// <summary>The bound a write would exceed, in words; null when it is within all.</summary>
    public static string? Misfit(RunLimits limits, ReadOnlySpan<PathSegment> location, FlowValue value)
    {
        var extent = value.Extent;
        if (extent.Bytes > limits.ValueBytes)
        {
            return $"the value is larger than {limits.ValueBytes} bytes";
        }

        if (location.Length + extent.Depth > limits.JsonDepth)
        {
            return $"the value would lie deeper than {limits.JsonDepth} levels";
        }

        foreach (var segment in location)
        {
            if (segment.Name is null && segment.Index > limits.LoopItems)
            {
                return $"the index is larger than {limits.LoopItems}";
            }
        }

        return null;
    }
}
