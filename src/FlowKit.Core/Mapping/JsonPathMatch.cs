using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>One value a JSONPath found, and where.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">
/// Its place as a normalized path (RFC 9535, section 2.7), such as <c>$['items'][0]</c>; empty for the result of a path function,
/// which stands nowhere.
/// </param>
public readonly record struct JsonPathMatch(FlowValue Value, string Path);
