using System.Collections.Frozen;

namespace FlowKit.Reading;

/// <summary>The fields a block may have.</summary>
/// <param name="owner">What the block is, for a message: <c>a mapping</c>.</param>
/// <param name="names">The fields.</param>
internal sealed class KnownFields(string owner, params string[] names)
{
    private readonly FrozenSet<string> _names = names.ToFrozenSet(StringComparer.Ordinal);

    public string Owner { get; } = owner;

    public IReadOnlyList<string> Names { get; } = names;

    public bool Has(string name) => _names.Contains(name);

    /// <summary>A block with more fields.</summary>
    public KnownFields With(string owner, params string[] more) => new(owner, [.. Names, .. more]);
}
