namespace FlowKit.Descriptors;

/// <summary>
/// An address that stands for a resource: <c>resource://name</c> of the same document, or <c>resourceRef://workspace:dagName[:alias]?name=x</c>
/// of another one.
/// </summary>
/// <param name="Document">The other document; null for the one the address is written in.</param>
/// <param name="Name">The name of the resource; empty when the address does not say it.</param>
internal sealed record ResourceAddress(string? Document, string Name)
{
    public const string Protocol = "resource";
    public const string ForeignProtocol = "resourceRef";

    private const string Separator = "://";
    private const string NameParameter = "name=";

    /// <summary>The document and the resource are said.</summary>
    public bool IsComplete => Name.Length > 0 && (Document is null || IsFlowName(Document));

    /// <summary>What an address stands for; null when it is an address of its own.</summary>
    /// <param name="protocol">The protocol beside the address, which wins; blank for none.</param>
    /// <param name="address">The address; blank when only the protocol is given.</param>
    public static ResourceAddress? Read(string? protocol, string? address)
    {
        var text = address?.Trim() ?? string.Empty;
        var cut = text.IndexOf(Separator, StringComparison.Ordinal);
        var word = string.IsNullOrWhiteSpace(protocol) ? text[..Math.Max(cut, 0)] : protocol.Trim();
        var rest = cut < 0 ? text : text[(cut + Separator.Length)..];
        return Protocol.Equals(word, StringComparison.OrdinalIgnoreCase) ? new(null, rest)
            : ForeignProtocol.Equals(word, StringComparison.OrdinalIgnoreCase) ? Foreign(rest)
            : null;
    }

    /// <summary>As it is told in messages.</summary>
    public override string ToString() => Document is null ? Name : $"{Document}?{NameParameter}{Name}";

    private static ResourceAddress Foreign(string rest)
    {
        var parts = rest.Split('?', 2);
        var query = parts.Length == 2 ? parts[1].Split('&') : [];
        var name = Array.Find(query, one => one.StartsWith(NameParameter, StringComparison.Ordinal)) ?? NameParameter;
        return new(parts[0], Uri.UnescapeDataString(name[NameParameter.Length..]));
    }

    private static bool IsFlowName(string text) => text.Split(':') is { Length: 2 or 3 } parts && !Array.Exists(parts, string.IsNullOrWhiteSpace);
}
