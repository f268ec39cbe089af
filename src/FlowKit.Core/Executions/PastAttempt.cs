namespace FlowKit.Executions;

/// <summary>An attempt that another one came after, or that an operator took back. Times are UTC ticks; 0 is none.</summary>
/// <param name="Task">The name of the instance, which may be gone.</param>
/// <param name="Epoch">The epoch it counted in.</param>
/// <param name="Attempt">The try, from 1; 0 of a task that sends nothing out.</param>
/// <param name="QueuedAt">When it could have begun; 0 when that was the end of the attempt before it.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Code">The code of its failure; null for none.</param>
/// <param name="Message">What its failure says, the beginning of it; null for none.</param>
/// <param name="InputBytes">How large its input was.</param>
/// <param name="OutputBytes">How large its output was.</param>
internal sealed record PastAttempt(
    string Task,
    int Epoch,
    int Attempt,
    long QueuedAt,
    long StartedAt,
    long EndedAt,
    FlowTaskStatus Status,
    string? Code,
    string? Message,
    long InputBytes,
    long OutputBytes);
