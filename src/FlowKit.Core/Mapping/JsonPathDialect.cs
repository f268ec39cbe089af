namespace FlowKit.Mapping;

/// <summary>Which language a JSONPath is written in.</summary>
public enum JsonPathDialect
{
    /// <summary>RFC 9535, nothing more.</summary>
    Rfc9535,

    /// <summary>
    /// RFC 9535 and what flows rely on besides: <c>.[</c>, filters that test an object itself, <c>=~ in nin subsetof anyof noneof
    /// contains size empty === !==</c>, path functions such as <c>.length()</c>, equality of a number and its text, and a missing
    /// value that equals null.
    /// </summary>
    Flow,
}
