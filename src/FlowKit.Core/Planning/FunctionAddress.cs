using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>Where a function task is dispatched to, after <c>resource://</c> and <c>resourceRef://</c> names have been looked up.</summary>
internal sealed record FunctionAddress(
    string Protocol, string Resource, IReadOnlyList<MappingDescriptor> InputMappings, FlowValue Parameters)
{
    private const string Separator = "://";

    /// <summary>What the entries of <c>resources</c> on the way put into the input, where nobody else says it: parameters, then mappings.</summary>
    public IEnumerable<MappingDescriptor> Defaults => Parameters.Members
        .Select(member => new MappingDescriptor { Value = member.Value, Target = $"$.input[{FlowValue.From(member.Key).ToJson()}]" })
        .Concat(InputMappings);

    public static FunctionAddress Resolve(FunctionTask task, AddressBook book)
    {
        var isInline = string.IsNullOrWhiteSpace(task.ResourceProtocol?.Value) && string.IsNullOrWhiteSpace(task.ResourceName?.Value);
        return isInline
            ? Resolve(task.Resource["resourceProtocol"].AsString(), task.Resource["resourceName"].AsString(), book)
            : Resolve(task.ResourceProtocol?.Value, task.ResourceName?.Value, book);
    }

    /// <summary>Where the end of an execution is told.</summary>
    public static FunctionAddress Resolve(CallbackDescriptor callback, AddressBook book) => Resolve(null, callback.ResourceName.Value, book);

    private static FunctionAddress Resolve(string? protocol, string? name, AddressBook book)
    {
        var mappings = new List<MappingDescriptor>();
        var parameters = FlowValue.EmptyObject;
        var writtenIn = book.Own;

        // Validation has refused loops and what leads nowhere, so this ends.
        while (book.Follow(ResourceAddress.Read(protocol, name), writtenIn) is { } entry)
        {
            mappings.InsertRange(0, Mappings(entry));
            parameters = FlowValue.Object(entry.Resource.Parameters.Members.Concat(parameters.Members));
            (protocol, name, writtenIn) = (null, entry.Resource.ResourceName.Value, entry.Document);
        }

        var (final, resource) = Split(protocol, name);
        return new(final, resource, mappings, parameters);
    }

    // Common mappings are those of the document the reference is written in, not those of the task.
    private static IEnumerable<MappingDescriptor> Mappings(ResourceEntry entry) => entry.Resource.InputMappings.SelectMany(mapping =>
        mapping.Reference is { } reference ? entry.Document.Flow.CommonMapping[reference.Value] : [mapping]);

    private static (string Protocol, string Resource) Split(string? protocol, string? name)
    {
        var cut = name?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        var written = string.IsNullOrWhiteSpace(protocol) ? name![..Math.Max(cut, 0)] : protocol.Trim();
        var lower = written.ToLowerInvariant();
        return (lower, string.IsNullOrWhiteSpace(name) ? lower + Separator : name.Trim());
    }
}
