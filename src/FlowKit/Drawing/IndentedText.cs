using System.Text;

namespace FlowKit.Drawing;

/// <summary>Lines of a text, each as far in as the blocks around it.</summary>
internal sealed class IndentedText
{
    private const int Width = 2;

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line) => _text.Append(' ', _depth * Width).Append(line).Append('\n');

    public void Begin(string line)
    {
        Line(line);
        _depth++;
    }

    public void End(string line)
    {
        _depth--;
        Line(line);
    }

    public override string ToString() => _text.ToString();
}
