namespace FlowKit.Descriptors;

/// <summary>A resource and the document it stands in.</summary>
internal sealed record ResourceEntry(ResourceDocument Document, ResourceDescriptor Resource)
{
    /// <summary>What the resource stands for in its turn; null when it has an address of its own.</summary>
    public ResourceAddress? StandsFor => ResourceAddress.Read(null, Resource.ResourceName.Value);
}
