using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>Where a function task is dispatched to, after <c>resource://</c> names have been looked up.</summary>
internal sealed record FunctionAddress(
    string Protocol, string Resource, IReadOnlyList<MappingDescriptor> InputMappings, FlowValue Parameters)
{
    private const string Separator = "://";
    private const string ResourceProtocol = "resource";

    public static FunctionAddress Resolve(FunctionTask task, IReadOnlyList<ResourceDescriptor> resources)
    {
        var isInline = string.IsNullOrWhiteSpace(task.ResourceProtocol?.Value) && string.IsNullOrWhiteSpace(task.ResourceName?.Value);
        var (protocol, resource) = isInline
            ? Split(task.Resource["resourceProtocol"].AsString(), task.Resource["resourceName"].AsString())
            : Split(task.ResourceProtocol?.Value, task.ResourceName?.Value);
        var mappings = new List<MappingDescriptor>();
        var parameters = FlowValue.EmptyObject;

        // Validation has refused loops, so this ends.
        while (protocol == ResourceProtocol)
        {
            var name = AddressRules.ResourceOf(resource);
            var entry = resources.First(one => one.Name.Value == name);
            mappings.InsertRange(0, entry.InputMappings);
            parameters = FlowValue.Object(entry.Parameters.Members.Concat(parameters.Members));
            (protocol, resource) = Split(null, entry.ResourceName.Value);
        }

        return new(protocol, resource, mappings, parameters);
    }

    /// <summary>Where the end of an execution is told.</summary>
    public static FunctionAddress Resolve(CallbackDescriptor callback, IReadOnlyList<ResourceDescriptor> resources) =>
        Resolve(new FunctionTask { Name = "callback", ResourceName = callback.ResourceName }, resources);

    private static (string Protocol, string Resource) Split(string? protocol, string? name)
    {
        var cut = name?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        var written = string.IsNullOrWhiteSpace(protocol) ? name![..Math.Max(cut, 0)] : protocol.Trim();
        var lower = written.ToLowerInvariant();
        return (lower, string.IsNullOrWhiteSpace(name) ? lower + Separator : name.Trim());
    }
}
