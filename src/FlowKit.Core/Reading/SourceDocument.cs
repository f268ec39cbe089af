using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>One document of a text.</summary>
/// <param name="Root">What it holds; a null scalar for an empty document.</param>
/// <param name="Place">Where it begins; the parent of every place in it.</param>
internal sealed record SourceDocument(SourceNode Root, SourcePlace Place);
