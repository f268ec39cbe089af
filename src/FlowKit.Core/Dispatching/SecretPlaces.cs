using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>
/// Where the author of a flow refers to secrets in one task. Nothing else is ever filled in: a reference that comes with data, in a submitted
/// context or an answer, stays the text it is.
/// </summary>
/// <param name="Inputs">Places in the input with the constants the author wrote there.</param>
/// <param name="InAddress">The resource name, or the inline resource, refers to one.</param>
internal sealed record SecretPlaces(IReadOnlyList<(PathSegment[] Place, FlowValue Written)> Inputs, bool InAddress);
