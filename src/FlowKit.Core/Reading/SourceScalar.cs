using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>A single value as it was written. Quoted it is a text; plain, the core schema of YAML 1.2 says what it is.</summary>
internal sealed class SourceScalar : SourceNode
{
    public SourceScalar(string text, bool isPlain, int line, int column)
        : base(line, column)
    {
        Text = text;
        IsPlain = isPlain;
    }

    /// <summary>The text, escapes resolved.</summary>
    public string Text { get; }

    /// <summary>Written without quotes, and not as a block.</summary>
    public bool IsPlain { get; }

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
}
