using FlowKit.Descriptors;

namespace FlowKit.Planning;

/// <summary>What the addresses of a flow may stand for.</summary>
/// <param name="Own">The resources of the flow itself.</param>
/// <param name="Others">Documents of type <c>resource</c>; null when they are not known, then addresses that lead there stay as they are.</param>
internal sealed record AddressBook(ResourceDocument Own, ResourceCatalog? Others)
{
    /// <summary>Takes every other document that is followed to; null when nobody asks.</summary>
    public ICollection<FlowDescriptor>? Met { get; init; }

    public ResourceEntry? Follow(ResourceAddress? address, ResourceDocument writtenIn)
    {
        if (address is null || (address.Document is not null && Others is null))
        {
            return null;
        }

        var entry = (Others ?? ResourceCatalog.Empty).Follow(address, writtenIn) ??
            throw new InvalidOperationException("An address was planned that validation had to refuse.");
        if (address.Document is not null)
        {
            Met?.Add(entry.Document.Flow);
        }

        return entry;
    }
}
