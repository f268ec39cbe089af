using FlowKit.Dispatching;

namespace FlowKit.Testing;

/// <summary>A dispatch that was seen.</summary>
/// <param name="Request">What was dispatched.</param>
/// <param name="Time">When.</param>
public sealed record RecordedCall(DispatchRequest Request, DateTimeOffset Time);
