namespace FlowKit.Expressions.Reading;

/// <summary>Ends the compiling of a faulty text; never leaves <see cref="Expression.TryCompile"/>.</summary>
internal sealed class ExpressionSyntaxException(string code, int position, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The offset in the text.</summary>
    public int Position { get; } = position;
}
