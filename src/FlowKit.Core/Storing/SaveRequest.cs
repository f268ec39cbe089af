namespace FlowKit.Storing;

/// <summary>One save of one execution.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Version">The version this save makes, from 1; it is taken only if the store holds the one before.</param>
/// <param name="Header">The header from now on; null when it has not changed.</param>
/// <param name="IsSnapshot">The bytes are the whole state and replace all before; else they are what changed and follow it.</param>
/// <param name="Bytes">The state, valid during the call only: a store that keeps bytes copies them.</param>
public readonly record struct SaveRequest(
    string ExecutionId, long Version, ExecutionHeader? Header, bool IsSnapshot, ReadOnlyMemory<byte> Bytes);
