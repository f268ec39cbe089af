using FlowKit.Values;

namespace FlowKit.Executions;

/// <summary>One thing a turn changed, in the order it was first changed: what a delta is written from.</summary>
/// <param name="Scope">The scope that began, or whose context was written; null for other changes.</param>
/// <param name="Task">The task that changed; its record is written as it stands at the end of the turn. Null for other changes.</param>
/// <param name="Location">Where in the scope's context; null unless it was written.</param>
/// <param name="Value">What was written there.</param>
internal readonly record struct StateChange(ScopeState? Scope, TaskState? Task, PathSegment[]? Location, FlowValue Value);
