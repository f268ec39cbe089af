namespace FlowKit.Descriptors;

/// <summary>A document and its resources by name; of several with one name the first.</summary>
internal sealed class ResourceDocument
{
    private readonly Dictionary<string, ResourceDescriptor> _resources = new(StringComparer.Ordinal);

    public ResourceDocument(FlowDescriptor flow)
    {
        Flow = flow;
        foreach (var resource in flow.Resources)
        {
            // A flow built in code may leave a name out altogether.
            _resources.TryAdd(resource.Name.Value ?? string.Empty, resource);
        }
    }

    public FlowDescriptor Flow { get; }

    public IReadOnlyCollection<string> Names => _resources.Keys;

    public ResourceEntry? Find(string name) => _resources.TryGetValue(name, out var resource) ? new(this, resource) : null;
}
