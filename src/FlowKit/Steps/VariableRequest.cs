namespace FlowKit.Steps;

/// <summary>A text of a step refers to a variable.</summary>
/// <param name="Name">As it is written: letters, digits, <c>_ - .</c></param>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Step">The step's own name.</param>
/// <param name="ExecutionId">The execution.</param>
public sealed record VariableRequest(string Name, string Flow, string Step, string ExecutionId);
