using FlowKit.Callbacks;
using FlowKit.Values;

namespace FlowKit.Testing;

/// <summary>The callback an accepted stub brings by itself.</summary>
internal sealed record StubCallback(TimeSpan After, CallbackStatus Status, FlowValue Output);
