using System.Globalization;

namespace FlowKit.Errors;

/// <summary>A place in a text: file, 1-based line and column, and the path of the part (<c>tasks[1].next</c>).</summary>
public sealed class SourcePlace
{
    private readonly SourcePlace? _parent;
    private readonly string _segment;

    private SourcePlace(SourcePlace? parent, string segment, string? file, int line, int column)
    {
        _parent = parent;
        _segment = segment;
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The place of a part that was not read from a text: a flow built in code.</summary>
    public static SourcePlace None { get; } = new(null, string.Empty, null, 0, 0);

    /// <summary>The file's name as the caller gave it; null for a text without a file.</summary>
    public string? File { get; }

    /// <summary>1-based line; 0 when the part was not read from a text.</summary>
    public int Line { get; }

    /// <summary>1-based column, counted in UTF-16 units, of the scalar or key at fault.</summary>
    public int Column { get; }

    /// <summary>The way from the document's root to the part, such as <c>tasks[1].next</c>; empty for the root.</summary>
    public string Path => _parent is null ? _segment
        : _segment.StartsWith('[') || _parent.Path.Length == 0 ? _parent.Path + _segment
        : $"{_parent.Path}.{_segment}";

    /// <summary>The place of a document's root.</summary>
    public static SourcePlace Root(string? file, int line = 1, int column = 1) => new(null, string.Empty, file, line, column);

    /// <summary>The place of a member.</summary>
    public SourcePlace Member(string name, int line, int column) => new(this, name, File, line, column);

    /// <summary>The place of an item of a list, from 0.</summary>
    public SourcePlace Item(int index, int line, int column) =>
        new(this, string.Create(CultureInfo.InvariantCulture, $"[{index}]"), File, line, column);

    /// <summary>The same part, seen at another position of the text: a name within a list written as one text, for instance.</summary>
    public SourcePlace At(int line, int column) => new(_parent, _segment, File, line, column);

    /// <summary><c>orders.yaml(14,18)</c>; the path where there is no line.</summary>
    public override string ToString() => Line == 0
        ? Path
        : string.Create(CultureInfo.InvariantCulture, $"{File ?? "flow"}({Line},{Column})");
}
