using FlowKit.Values;

namespace FlowKit.Callbacks;

/// <summary>The result of an asynchronous task, arriving later.</summary>
/// <param name="Task">The instance name.</param>
/// <param name="Status">What the executor says about it.</param>
/// <param name="Output">The result; missing when there is none.</param>
/// <param name="Attempt">The attempt it belongs to; null for the present one.</param>
/// <param name="Epoch">The epoch the attempt counts in, see <see cref="Dispatching.DispatchRequest.Epoch"/>; null for the present one.</param>
public sealed record TaskCallback(
    string Task, CallbackStatus Status = CallbackStatus.Unspecified, FlowValue Output = default, int? Attempt = null, int? Epoch = null);
