namespace FlowKit.Reading;

/// <summary>How a scalar was written, as far as it matters for its meaning and for places within it.</summary>
internal enum SourceScalarStyle
{
    /// <summary>Without quotes, in one line.</summary>
    Plain,

    /// <summary>Without quotes, over several lines.</summary>
    PlainFolded,

    /// <summary>In quotes, in one line, without an escape.</summary>
    Quoted,

    /// <summary>In quotes or as a block, with escapes or over several lines.</summary>
    QuotedFolded,
}
