namespace FlowKit.Secrets;

/// <summary>A task asks for a secret.</summary>
/// <param name="Name">The name behind <c>secrets.</c></param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Task">The task's own name.</param>
/// <param name="Protocol">The protocol the task is dispatched with, in lower case.</param>
/// <param name="IsFlowForeign">The flow was added through an interface to the outside; only asked where the host allows that.</param>
public sealed record SecretRequest(string Name, string Flow, string Task, string Protocol, bool IsFlowForeign);
