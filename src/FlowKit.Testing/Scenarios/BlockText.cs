using FlowKit.Reading;

namespace FlowKit.Testing.Scenarios;

/// <summary>The text of a literal block (<c>|</c>) where it stands in its file, so that places in it are places in the file.</summary>
internal static class BlockText
{
    /// <summary>
    /// The lines of the block as they are written, behind as many empty lines as stand before them in the file; null when the scalar is
    /// no literal block whose lines can be told.
    /// </summary>
    public static string? InPlace(string file, SourceScalar scalar)
    {
        var lines = file.Split('\n');
        if (scalar.Line > lines.Length || !lines[scalar.Line - 1].AsSpan().TrimStart('\uFEFF')[(scalar.Column - 1)..].StartsWith('|'))
        {
            return null;
        }

        var block = lines.Skip(scalar.Line).TakeWhile(Belongs(lines.Skip(scalar.Line))).ToArray();
        var indent = block.FirstOrDefault(IsText) is { } first ? Indent(first) : 0;
        var content = block.Select(line => line.Length >= indent ? line[indent..] : string.Empty);
        return Same(string.Join('\n', content), scalar.Text) ? new string('\n', scalar.Line) + string.Join('\n', block) : null;
    }

    /// <summary>A line of the block is empty, or indented at least as far as the block's first text.</summary>
    private static Func<string, bool> Belongs(IEnumerable<string> following)
    {
        var indent = following.FirstOrDefault(IsText) is { } first ? Indent(first) : 0;
        return line => !IsText(line) || Indent(line) >= Math.Max(indent, 1);
    }

    private static bool IsText(string line) => !string.IsNullOrWhiteSpace(line);

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    private static bool Same(string lines, string text) =>
        lines.ReplaceLineEndings("\n").TrimEnd() == text.ReplaceLineEndings("\n").TrimEnd();
}
