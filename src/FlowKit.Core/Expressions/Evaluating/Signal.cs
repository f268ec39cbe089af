namespace FlowKit.Expressions.Evaluating;

/// <summary>Why evaluation does not simply go on.</summary>
internal enum Signal : byte
{
    None,
    Break,
    Continue,
    Return,
    Fault,
}
