namespace FlowKit.Mapping;

/// <summary>Why a text is no usable JSONPath.</summary>
/// <param name="Code"><c>FLOW3001</c> to <c>FLOW3009</c>, listed in <c>docs/errors.md</c>.</param>
/// <param name="Position">Where in the text, in UTF-16 units from 0.</param>
/// <param name="Message">What was expected and what stands there, in one sentence without the position.</param>
public sealed record JsonPathFault(string Code, int Position, string Message);
