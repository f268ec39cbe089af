using FlowKit.Deciding;

namespace FlowKit.Running;

/// <summary>An arrival in a mailbox.</summary>
/// <param name="Arrival">What arrived.</param>
/// <param name="Waiting">Who waits for the reply; null for nobody.</param>
/// <param name="Receipt">What another execution is sent when the arrival is on record, or can never be; null for nothing.</param>
internal readonly record struct Letter(Arrival Arrival, TaskCompletionSource<Reply>? Waiting, Receipt? Receipt = null);
