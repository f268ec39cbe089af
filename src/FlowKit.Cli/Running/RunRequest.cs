using FlowKit.Values;

namespace FlowKit.Cli.Running;

/// <summary>What a call of <c>flowkit run</c> asks for.</summary>
/// <param name="Flow">The file of the flow, or the name of one of the folder's.</param>
/// <param name="Input">The submitted context, an object.</param>
/// <param name="FlowsFolder">Where more flows stand; null for none.</param>
/// <param name="StubsFile">What answers in place of the outside; null for the outside itself.</param>
/// <param name="Store">Where the execution is kept.</param>
internal sealed record RunRequest(string Flow, FlowValue Input, string? FlowsFolder, string? StubsFile, StoreAddress Store);
