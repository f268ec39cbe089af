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
        List<(PathSegment[] Place, FlowValue Written)>? inputs = null;
        foreach (var mapping in mappings)
        {
            if (mapping is { Constant: var written, Target.InputPlace: { } place } && SecretText.IsIn(written))
            {
                (inputs ??= []).AddRange(mapping.Merges ? Members(place, written) : [(place, written)]);
            }
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            if (SecretText.IsIn(parameters.AsObjectNode!.ValueAt(i)))
            {
                (inputs ??= []).Add(([parameters.AsObjectNode.NameAt(i)], parameters.AsObjectNode.ValueAt(i)));
            }
        }

        var inAddress = SecretText.IsIn(resource) || SecretText.IsIn(inlineResource);
        return inAddress || inputs is not null ? new(inputs ?? [], inAddress) : null;
    }

    private static IEnumerable<(PathSegment[] Place, FlowValue Written)> Members(PathSegment[] place, FlowValue written) => written.Members
        .Where(member => SecretText.IsIn(member.Value))
        .Select(member => ((PathSegment[])[.. place, member.Key], member.Value));
}
