namespace FlowKit;

/// <summary>Something an operator should know: a sink threw, a save failed and is tried again. Never news of a flow.</summary>
/// <param name="Code">Its code, listed in <c>docs/errors.md</c>.</param>
/// <param name="Message">What happened and what the engine does about it; no payload values.</param>
/// <param name="ExecutionId">The execution it concerns; null for none.</param>
/// <param name="Task">The task instance it concerns; null for none.</param>
/// <param name="Exception">What was thrown; null for nothing.</param>
public sealed record EngineNotice(string Code, string Message, string? ExecutionId, string? Task, Exception? Exception);
