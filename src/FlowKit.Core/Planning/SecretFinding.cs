using FlowKit.Dispatching;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>Finds the references to secrets that the author of a task wrote.</summary>
internal static class SecretFinding
{
    /// <summary>The places; null when there are none.</summary>
    public static SecretPlaces? Of(MappingPlan[] mappings, FlowValue parameters, string resource, FlowValue inlineResource)
    {
        var inputs = new List<(PathSegment[] Place, FlowValue Written)>();
        foreach (var mapping in mappings)
        {
            if (mapping is { Constant: var written, Target.InputPlace: { } place } && SecretText.IsIn(written))
            {
                inputs.Add((place, written));
            }
        }

        foreach (var (name, value) in parameters.Members)
        {
            if (SecretText.IsIn(value))
            {
                inputs.Add(([name], value));
            }
        }

        var inAddress = SecretText.IsIn(resource) || SecretText.IsIn(inlineResource);
        return inAddress || inputs.Count > 0 ? new(inputs, inAddress) : null;
    }
}
