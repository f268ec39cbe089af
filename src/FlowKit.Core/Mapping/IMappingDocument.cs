using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What the mappings of one task read and write.</summary>
internal interface IMappingDocument
{
    /// <summary>Randomness and time for transforms.</summary>
    ExpressionServices Services { get; }

    /// <summary>The documents for reading; what is kept of them goes through <see cref="Share"/>.</summary>
    PathRoots Roots();

    /// <summary>Makes a part of a document safe to keep.</summary>
    FlowValue Share(FlowValue part);

    /// <summary>The value of a key of the context that belongs to the engine; missing when it has none.</summary>
    FlowValue Reserved(string key);

    /// <summary>The callback address of a task, as data; null when the host has none.</summary>
    string? TriggerUrl(string task);

    /// <summary>Writes a value below the input or the context; false, and nothing written, when it does not fit.</summary>
    bool TryWrite(bool toInput, PathSegment[] location, FlowValue value, out Misfit misfit);
}
