namespace FlowKit.Expressions;

/// <summary>Why an expression could not be compiled or evaluated, and where inside its text, counted from 1 in UTF-16 units.</summary>
/// <param name="Code">One of the expression codes, <c>FLOW3050</c> to <c>FLOW3089</c>.</param>
/// <param name="Message">One sentence without the place; names, types and counts only, never a payload value.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal sealed record ExpressionFault(string Code, string Message, int Line, int Column)
{
    /// <summary>A fault at an offset of the text.</summary>
    public static ExpressionFault At(string text, int offset, string code, string message)
    {
        var (line, column) = Place(text, offset);
        return new(code, message, line, column);
    }

    /// <summary>Line and column, from 1, of an offset.</summary>
    public static (int Line, int Column) Place(string text, int offset)
    {
        var before = text.AsSpan(0, Math.Clamp(offset, 0, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
