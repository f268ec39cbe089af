using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>A parameter of a flow.</summary>
/// <param name="Name">The key in the submitted context.</param>
/// <param name="Type">What the value must be; null for anything.</param>
/// <param name="Required">A start without it is refused.</param>
/// <param name="Description">For people; null when not written.</param>
/// <param name="Place">Where the parameter is declared.</param>
public sealed record ParameterDescriptor(string Name, ParameterType? Type, bool Required, string? Description, SourcePlace Place);
