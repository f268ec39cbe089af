using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>The resources of a flow, and what addresses that stand for resources lead to.</summary>
internal sealed class ResourceRules(FlowCheck check)
{
    private const string Form = "write resourceRef://workspace:dagName?name=resource";

    private readonly ResourceDocument _own = new(check.Flow);

    /// <summary>What the entry says of itself; its address is checked as an address.</summary>
    public void Check(ResourceDescriptor resource)
    {
        if (NameOf(resource).Length == 0)
        {
            check.Missing(resource.Name.Place, "the resource", "name");
        }
        else if (!ReferenceEquals(_own.Find(NameOf(resource))!.Resource, resource))
        {
            check.Findings.Error(FlowErrorCodes.DuplicateResource, resource.Name.Place, $"two resources are named '{NameOf(resource)}'");
        }

        if (string.IsNullOrWhiteSpace(resource.ResourceName.Value))
        {
            check.Missing(resource.ResourceName.Place, "the resource", "resourceName");
        }
    }

    /// <summary>Tells an address that leads nowhere. One that leads on within the flow is told where it does so.</summary>
    public void Check(ResourceAddress address, SourcePlace place)
    {
        if (address.Document is null)
        {
            if (_own.Find(address.Name) is null)
            {
                TellUnknown(address, place, "the flow's 'resources' have", _own.Names);
            }

            return;
        }

        if (!address.IsComplete)
        {
            check.Findings.Error(FlowErrorCodes.ResourceRefInvalid, place, "this address does not say which resource of which document it means", Form);
        }
        else if (check.Options.Resources is { } catalog)
        {
            CheckForeign(address, place, catalog);
        }
    }

    /// <summary>Follows each resource once; whoever comes back to the way it is on has found a circle.</summary>
    public void CheckCircles()
    {
        var walks = new Dictionary<ResourceDescriptor, int>(ReferenceEqualityComparer.Instance);
        for (var walk = 0; walk < check.Flow.Resources.Count; walk++)
        {
            var at = new ResourceEntry(_own, check.Flow.Resources[walk]);
            while (at is not null && walks.TryAdd(at.Resource, walk))
            {
                at = Next(at);
            }

            if (at is not null && walks[at.Resource] == walk)
            {
                TellCircle(at);
            }
        }
    }

    private void CheckForeign(ResourceAddress address, SourcePlace place, ResourceCatalog catalog)
    {
        if (catalog.Find(address.Document!) is not { } document)
        {
            check.Findings.Error(
                FlowErrorCodes.ResourceDocumentUnknown,
                place,
                $"no document of type 'resource' is registered as '{Spelling.Short(address.Document!)}'",
                check.Spelling.Hint(address.Document!, catalog.Names) ?? "add it before the flows that use it");
        }
        else if (document.Find(address.Name) is not { } entry)
        {
            TellUnknown(address, place, $"'{Spelling.Short(address.Document!)}' has", document.Names);
        }
        else if (DeadEnd(entry) is { } lost)
        {
            check.Findings.Error(
                FlowErrorCodes.ResourceUnknown,
                place,
                $"the resource '{Spelling.Short(address.ToString())}' stands for '{Spelling.Short(lost.ToString())}', which is not there",
                "mend the document it stands in");
        }
    }

    private void TellUnknown(ResourceAddress address, SourcePlace place, string owner, IReadOnlyCollection<string> names) => check.Findings.Error(
        FlowErrorCodes.ResourceUnknown,
        place,
        $"{owner} no resource '{Spelling.Short(address.Name)}'",
        check.Spelling.Hint(address.Name, names) ?? (address.Document is null ? null : "name one of its 'resources'"));

    /// <summary>A document that was replaced may have left another one with an address that leads nowhere any more.</summary>
    private ResourceAddress? DeadEnd(ResourceEntry entry)
    {
        var seen = new HashSet<ResourceDescriptor>(ReferenceEqualityComparer.Instance);
        for (var at = entry; seen.Add(at.Resource) && at.StandsFor is { } address; at = Next(at)!)
        {
            if (Next(at) is null)
            {
                return address;
            }
        }

        return null;
    }

    private ResourceEntry? Next(ResourceEntry at) =>
        at.StandsFor is { } address ? (check.Options.Resources ?? ResourceCatalog.Empty).Follow(address, at.Document) : null;

    private void TellCircle(ResourceEntry met)
    {
        var circle = new List<ResourceEntry> { met };
        for (var at = Next(met); at is not null && !ReferenceEquals(at.Resource, met.Resource); at = Next(at))
        {
            circle.Add(at);
        }

        // A circle of other documents alone is told there.
        var own = circle.FindIndex(one => ReferenceEquals(one.Document.Flow, check.Flow));
        if (own >= 0)
        {
            check.Findings.Error(
                FlowErrorCodes.ResourceLoop,
                circle[own].Resource.ResourceName.Place,
                $"these resources stand for each other: {Circles.Text([.. circle.Skip(own).Concat(circle.Take(own)).Select(Text)])}",
                "give one of them an address");
        }
    }

    private string Text(ResourceEntry entry) => ReferenceEquals(entry.Document.Flow, check.Flow)
        ? NameOf(entry.Resource)
        : new ResourceAddress(entry.Document.Flow.Name, NameOf(entry.Resource)).ToString();

    // A flow built in code may leave a name out altogether.
    private static string NameOf(ResourceDescriptor resource) => resource.Name.Value ?? string.Empty;
}
