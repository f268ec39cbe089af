using FlowKit.Executions;

namespace FlowKit.Deciding;

/// <summary>News to tell once the turn is saved; of the execution where there is no task.</summary>
internal readonly record struct Announcement(FlowNews News, TaskState? Task, FlowFailure? Failure);
