namespace FlowKit.Executions;

/// <summary>The task another execution waits in for this one.</summary>
/// <param name="ExecutionId">The calling execution.</param>
/// <param name="Task">The instance name of the calling task.</param>
/// <param name="Epoch">The epoch of the call.</param>
/// <param name="Attempt">The attempt of the call.</param>
/// <param name="Depth">How many executions stand above this one, from 1.</param>
/// <param name="RootId">The first of them.</param>
/// <param name="Waits">The task ends when this execution ends; else it only wanted it started.</param>
internal sealed record ParentLink(string ExecutionId, string Task, int Epoch, int Attempt, int Depth, string RootId, bool Waits);
