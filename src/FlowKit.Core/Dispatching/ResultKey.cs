using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>Under what a result is kept: equal by meaning, so that <c>1</c> and <c>1.0</c> are one key.</summary>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Task">The task's own name.</param>
/// <param name="Version">What the flow writes as <c>cache.version</c>; null for nothing.</param>
/// <param name="Value">The value of <c>cache.key</c>, or the whole input.</param>
public readonly record struct ResultKey(string Flow, string Task, string? Version, FlowValue Value);
