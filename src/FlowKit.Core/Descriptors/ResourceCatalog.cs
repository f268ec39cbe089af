using System.Collections.Immutable;

namespace FlowKit.Descriptors;

/// <summary>The documents of type <c>resource</c> there are, by <c>workspace:dagName:alias</c>. Immutable.</summary>
internal sealed class ResourceCatalog
{
    private const string DefaultAlias = "release";

    private readonly ImmutableDictionary<string, ResourceDocument> _documents;

    private ResourceCatalog(ImmutableDictionary<string, ResourceDocument> documents) => _documents = documents;

    public static ResourceCatalog Empty { get; } = new(ImmutableDictionary.Create<string, ResourceDocument>(StringComparer.Ordinal));

    public bool IsEmpty => _documents.IsEmpty;

    /// <summary>The documents, ordered by name.</summary>
    public IEnumerable<FlowDescriptor> Flows => _documents.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value.Flow);

    /// <summary>As addresses write them: without an alias where it is the default one.</summary>
    public IEnumerable<string> Names =>
        _documents.Values.Select(one => one.Flow.Alias == DefaultAlias ? one.Flow.Name : $"{one.Flow.Name}:{one.Flow.Alias}");

    /// <summary>These documents too; one of a name that is there already takes its place.</summary>
    public ResourceCatalog With(IReadOnlyCollection<FlowDescriptor> documents) => documents.Count == 0
        ? this
        : new(_documents.SetItems(documents.Select(one => KeyValuePair.Create($"{one.Name}:{one.Alias}", new ResourceDocument(one)))));

    /// <summary>The document of a name with or without its alias; null when there is none.</summary>
    public ResourceDocument? Find(string name) =>
        _documents.GetValueOrDefault(name.AsSpan().Count(':') < 2 ? $"{name}:{DefaultAlias}" : name);

    /// <summary>The resource an address means; null when it is not there.</summary>
    public ResourceEntry? Follow(ResourceAddress address, ResourceDocument writtenIn) =>
        (address.Document is { } name ? Find(name) : writtenIn)?.Find(address.Name);
}
