using System.Globalization;

namespace FlowKit.Errors;

/// <summary>A place in a text: file, 1-based line and column, and the path of the part (<c>tasks[1].next</c>).</summary>
public sealed class SourcePlace
{
    private readonly SourcePlace? _parent;
    private readonly string? _name;
    private readonly int _index;

    private SourcePlace(SourcePlace? parent, string? name, int index, string? file, int line, int column)
    {
        _parent = parent;
        _name = name;
        _index = index;
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The place of a part that was not read from a text: a flow built in code.</summary>
    public static SourcePlace None { get; } = new(null, null, 0, null, 0, 0);

    /// <summary>The file's name as the caller gave it; null for a text without a file.</summary>
    public string? File { get; }

    /// <summary>1-based line; 0 when the part was not read from a text.</summary>
    public int Line { get; }

    /// <summary>1-based column, counted in UTF-16 units, of the scalar or key at fault.</summary>
    public int Column { get; }

    /// <summary>The way from the document's root to the part, such as <c>tasks[1].next</c>; empty for the root.</summary>
    public string Path
    {
        get
        {
            if (_parent is null)
            {
                return string.Empty;
            }

            var parent = _parent.Path;
            return _name is null ? string.Create(CultureInfo.InvariantCulture, $"{parent}[{_index}]")
                : parent.Length == 0 ? _name
                : $"{parent}.{_name}";
        }
    }

    internal SourcePlace? Parent => _parent;

    /// <summary>The name of a member; null for the root and for an item of a list.</summary>
    internal string? Name => _name;

    /// <summary>The place of a document's root.</summary>
    public static SourcePlace Root(string? file, int line = 1, int column = 1) => new(null, null, 0, file, line, column);

    /// <summary>The place of a member.</summary>
    internal SourcePlace Member(string name, int line, int column) => new(this, name, 0, File, line, column);

    /// <summary>The place of an item of a list, from 0.</summary>
    internal SourcePlace Item(int index, int line, int column) => new(this, null, index, File, line, column);

    /// <summary>The same part, seen at another position of the text: a name within a list written as one text, for instance.</summary>
    internal SourcePlace At(int line, int column) => new(_parent, _name, _index, File, line, column);

    /// <summary><c>orders.yaml(14,18)</c>; the path where there is no line.</summary>
    public override string ToString() => Line == 0
        ? Path
        : string.Create(CultureInfo.InvariantCulture, $"{File ?? "flow"}({Line},{Column})");
}
