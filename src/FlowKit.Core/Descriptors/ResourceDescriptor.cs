using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>A named address with the defaults that belong to it.</summary>
public sealed record ResourceDescriptor
{
    /// <summary>What <c>resource://name</c> names.</summary>
    public required Located<string> Name { get; init; }

    /// <summary>The address it stands for.</summary>
    public required Located<string> ResourceName { get; init; }

    /// <summary>Mappings that run before those of the task.</summary>
    public IReadOnlyList<MappingDescriptor> InputMappings { get; init; } = [];

    /// <summary>Default values of the input; those of the task win.</summary>
    public FlowValue Parameters { get; init; } = FlowValue.EmptyObject;

    /// <summary>Where the entry begins.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;

    /// <summary>The name of the entry that an address of the protocol <c>resource</c> means.</summary>
    internal static string NameIn(string address)
    {
        const string separator = "://";
        var cut = address.IndexOf(separator, StringComparison.Ordinal);
        return cut < 0 ? address : address[(cut + separator.Length)..];
    }
}
