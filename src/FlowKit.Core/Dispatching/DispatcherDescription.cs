using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>What a tool shows of a dispatcher: a palette, a form for a task's input.</summary>
/// <param name="Title">A few words for people, such as <c>HTTP</c>.</param>
/// <param name="InputSchema">The JSON Schema of a task's input, an object.</param>
/// <param name="Icon">A <c>data:</c> URI of a square picture; null for none.</param>
public sealed record DispatcherDescription(string Title, FlowValue InputSchema, string? Icon = null);
