using FlowKit.Deciding;

namespace FlowKit.Running;

/// <summary>An arrival in a mailbox, and who waits for the reply; null for nobody.</summary>
internal readonly record struct Letter(Arrival Arrival, TaskCompletionSource<Reply>? Waiting);
