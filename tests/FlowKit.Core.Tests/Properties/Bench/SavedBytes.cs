using FlowKit.Storing;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>A save as a store keeps it: bytes of its own, and when it was made in ticks from the start.</summary>
internal sealed record SavedBytes(long At, long Version, ExecutionHeader? Header, bool IsSnapshot, byte[] Bytes)
{
    /// <summary>How many calls had gone out when it was made.</summary>
    public int CallsBefore { get; init; }

    public static SavedBytes Of(SaveRequest save, long at) => new(at, save.Version, save.Header, save.IsSnapshot, save.Bytes.ToArray());

    public SaveRequest Request(string executionId) => new(executionId, Version, Header, IsSnapshot, Bytes);
}
