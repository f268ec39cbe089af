namespace FlowKit.Storing;

/// <summary>The text of one version of a flow, kept so that executions of it can go on wherever the store is opened.</summary>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="Version">The fingerprint of the descriptor.</param>
/// <param name="Text">What the flow was read from, YAML or JSON.</param>
/// <param name="IsForeign">It was not registered by the host's own code: see the address policy.</param>
public sealed record FlowText(string Flow, string Version, string Text, bool IsForeign);
