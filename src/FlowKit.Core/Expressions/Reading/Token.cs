using FlowKit.Values;

namespace FlowKit.Expressions.Reading;

/// <summary>A word of an expression. <paramref name="Text"/> is the name or symbol, or a number as written.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>The value of a number.</summary>
    public FlowValue Number { get; init; }

    /// <summary>The parts of a text in quotes.</summary>
    public IReadOnlyList<TextPart>? Parts { get; init; }

    public bool Is(string word) => Kind is TokenKind.Name or TokenKind.Symbol && Text == word;

    /// <summary>As messages name it: without the contents of texts.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Number => "a number",
        TokenKind.Text => "a text",
        _ => $"'{Text}'",
    };
}
