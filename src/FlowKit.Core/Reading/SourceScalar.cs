using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>A single value as it was written. Quoted it is a text; plain, the core schema of YAML 1.2 says what it is.</summary>
internal sealed class SourceScalar : SourceNode
{
    public SourceScalar(string text, SourceScalarStyle style, int line, int column)
        : base(line, column)
    {
        Text = text;
        Style = style;
    }

    /// <summary>The text, escapes resolved.</summary>
    public string Text { get; }

    public SourceScalarStyle Style { get; }

    public bool IsPlain => Style is SourceScalarStyle.Plain or SourceScalarStyle.PlainFolded;

    public override int Size => 1;

    public override int Height => 1;

    public override bool IsNull => IsPlain && CoreSchema.IsNull(Text);

    public override string Noun => ToValue().Kind switch
    {
        FlowValueKind.Null => "null",
        FlowValueKind.Boolean => "true or false",
        FlowValueKind.Number => "a number",
        _ => "a text",
    };

    public override FlowValue ToValue() => IsPlain ? CoreSchema.Resolve(Text) : Text;

    /// <summary>The column of a character of the text; that of the scalar where the text was not written letter by letter.</summary>
    public int ColumnOf(int index) => Style switch
    {
        SourceScalarStyle.Plain => Column + index,
        SourceScalarStyle.Quoted => Column + 1 + index,
        _ => Column,
    };
}
