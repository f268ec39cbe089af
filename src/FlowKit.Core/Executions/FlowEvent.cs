namespace FlowKit.Executions;

/// <summary>News of an execution, delivered after what it tells was saved.</summary>
/// <param name="News">What happened.</param>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Task">The task instance; null for news of the execution itself.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Failure">Why, for failures; null otherwise.</param>
public sealed record FlowEvent(
    FlowNews News, string ExecutionId, string Flow, string? Task, DateTimeOffset Time, FlowFailure? Failure);
