using FlowKit.Executions;

namespace FlowKit;

/// <summary>One attempt of a task instance, present or past. A task that sends nothing out has one each time it runs.</summary>
/// <param name="Task">The instance; one of a branch that was taken back is told here by its old name.</param>
/// <param name="Epoch">How often an operator had had tasks run again when it was to begin.</param>
/// <param name="Attempt">The try, from 1, counted anew in each epoch; 0 of a task that sends nothing out.</param>
/// <param name="Status">How it ended, or that it runs.</param>
/// <param name="Failure">Why it failed, of past ones code and the first 256 characters of the message; null unless it did.</param>
/// <param name="QueuedAt">
/// When it could have begun: what it waited for had ended. From then on a delay, a limit of a loop, a pause and the time between retries count.
/// </param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="InputBytes">How large its input is as JSON, nearly.</param>
/// <param name="OutputBytes">How large its output is as JSON, nearly; 0 for none.</param>
public sealed record AttemptView(
    string Task,
    int Epoch,
    int Attempt,
    FlowTaskStatus Status,
    FlowFailure? Failure,
    DateTimeOffset QueuedAt,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long InputBytes,
    long OutputBytes);
