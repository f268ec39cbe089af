using FlowKit.Cli.Running;

namespace FlowKit.Cli.Serving;

/// <summary>What is to be hosted.</summary>
/// <param name="FlowsFolder">The folder of flows; null for none.</param>
/// <param name="Store">Where executions are kept.</param>
/// <param name="Addresses">Where to listen.</param>
internal sealed record ServeRequest(string? FlowsFolder, StoreAddress Store, IReadOnlyList<string> Addresses);
