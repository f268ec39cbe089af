using YamlDotNet.Core.Events;

namespace FlowKit.Yaml;

/// <summary>From the marks of the library to the places authors see.</summary>
internal static class YamlMarks
{
    /// <summary>Where a node itself begins: behind its anchor and tag, in whose place the library's mark stands.</summary>
    public static (int Line, int Column) Start(NodeEvent node, string text)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
        {
            return (line, column);
        }

        for (var i = (int)node.Start.Index; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '&' or '!':
                    var end = text.AsSpan(i).IndexOfAny(" \t\r\n");
                    end = end < 0 ? text.Length - i : end;
                    column += end;
                    i += end - 1;
                    break;
                case ' ' or '\t':
                    column++;
                    break;
                default:
                    // A node on the next line, or none at all: the anchor is the best place there is.
                    return text[i] is '\r' or '\n' or '#' ? ((int)node.Start.Line, (int)node.Start.Column) : (line, column);
            }
        }

        return ((int)node.Start.Line, (int)node.Start.Column);
    }
}
