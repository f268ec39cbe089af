using System.Text.Json.Nodes;
using FlowKit.Callbacks;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A callback that comes for an attempt.</summary>
/// <param name="After">Ticks from the dispatch.</param>
/// <param name="Status">What it says.</param>
/// <param name="Output">What it brings; null for nothing.</param>
/// <param name="Attempt">The attempt it names; null for none.</param>
internal sealed record CallbackFate(long After, CallbackStatus Status, JsonObject? Output, int? Attempt);
