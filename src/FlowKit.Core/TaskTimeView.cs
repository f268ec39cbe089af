namespace FlowKit;

/// <summary>Where the time of a task instance went, over all of its attempts that are known.</summary>
/// <param name="Waiting">How long it could have run and did not: delays, limits, pauses, times between retries.</param>
/// <param name="Running">How long its attempts ran, or waited for callbacks.</param>
/// <param name="Attempts">How many attempts these were.</param>
public sealed record TaskTimeView(TimeSpan Waiting, TimeSpan Running, int Attempts);
