using FlowKit.Deciding;

namespace FlowKit.Running;

/// <summary>An arrival in a mailbox, and who waits for the reply; null for nobody. A sender is
/// the child execution whose news it is: it is told when the news is on record.</summary>
internal readonly record struct Letter(Arrival Arrival, TaskCompletionSource<Reply>? Waiting, string? Sender = null);
