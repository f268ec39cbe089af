using FlowKit.Descriptors;
using FlowKit.Expressions;

namespace FlowKit.Planning;

/// <summary>The <c>cache</c> of a task, compiled.</summary>
internal sealed class CacheNode(CacheDescriptor cache)
{
    /// <summary>What makes the key; null for the whole input.</summary>
    public Expression? Key { get; } = cache.Key is { } key ? MappingCompiler.Compile(key.Value) : null;

    public string? Version { get; } = cache.Version;

    public TimeSpan? MaxAge { get; } = cache.MaxAge;
}
