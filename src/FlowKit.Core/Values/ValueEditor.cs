using System.Diagnostics.CodeAnalysis;

namespace FlowKit.Values;

/// <summary>
/// One document that one writer changes again and again, such as the context of an execution: the nodes it made itself it writes
/// in place, all others it copies once. A write costs the depth of its location, not the size of the document.
/// </summary>
/// <remarks>
/// A node belongs to the editor while its owner is the editor. <see cref="Share"/> hands a part out: it disowns every node of the part
/// that was still owned, so that a later write copies. Each node is disowned at most once after each time it was written, which makes
/// sharing as cheap as the writing was. Values that go into the document must be shared ones.
/// </remarks>
internal sealed class ValueEditor(FlowValue root)
{
    private FlowValue _root = root.AsObjectNode is null ? FlowValue.EmptyObject : root;

    /// <summary>A document that begins as a copy of an object, with room for more members.</summary>
    public static ValueEditor CopyOf(ObjectNode source, int room)
    {
        var editor = new ValueEditor(FlowValue.EmptyObject);
        editor._root = new(source.Copy(editor, room));
        return editor;
    }

    /// <summary>The document for reading inside the turn; anything of it that is kept must be shared first.</summary>
    public FlowValue Root => _root;

    /// <summary>The whole document, safe to keep and to give to other threads.</summary>
    public FlowValue Snapshot() => Share(_root);

    /// <summary>A part of the document, safe to keep. Costs what was written into it since it was last shared.</summary>
    public FlowValue Share(FlowValue part)
    {
        if (part.AsObjectNode is { } node && ReferenceEquals(node.Owner, this))
        {
            node.Owner = null;
            for (var i = 0; i < node.Count; i++)
            {
                Share(node.ValueAt(i));
            }
        }
        else if (part.AsArrayNode is { } array && ReferenceEquals(array.Owner, this))
        {
            array.Owner = null;
            foreach (var item in array.Span)
            {
                Share(item);
            }
        }

        return part;
    }

    /// <summary>The document is another from now on, an object that must be a shared one.</summary>
    public void Replace(FlowValue root) => _root = root;

    /// <summary>Sets a top-level member.</summary>
    public void Set(string name, FlowValue value)
    {
        var node = Own(_root.AsObjectNode!);
        node.Set(name, value);
        _root = new(node);
    }

    /// <summary>
    /// Writes a value at a location below the root: objects are made for names and lists for indexes, missing places are filled with
    /// null, and null counts as missing. Returns false, and changes nothing, where a name meets a scalar or a list.
    /// </summary>
    public bool TryWrite(ReadOnlySpan<PathSegment> location, FlowValue value, [NotNullWhen(false)] out string? misfit)
    {
        misfit = Misfit(location);
        if (misfit is not null)
        {
            return false;
        }

        _root = Write(_root, location, value);
        return true;
    }

    /// <summary>What stands in the way of a write, or null. Negative indexes must have been resolved.</summary>
    private string? Misfit(ReadOnlySpan<PathSegment> location)
    {
        var at = _root;
        foreach (var segment in location)
        {
            if (at.IsNullOrMissing)
            {
                return null;
            }

            if (segment.Name is not { } name)
            {
                at = at[segment.Index];
                continue;
            }

            if (at.AsObjectNode is null)
            {
                return $"the name '{name}' cannot be set on a value of type {at.Kind.ToString().ToLowerInvariant()}";
            }

            at = at[name];
        }

        return null;
    }

    private FlowValue Write(FlowValue at, ReadOnlySpan<PathSegment> location, FlowValue value)
    {
        if (location.IsEmpty)
        {
            return value;
        }

        if (location[0].Name is { } name)
        {
            var node = at.AsObjectNode is { } found ? Own(found) : new ObjectNode(1, this);
            node.Set(name, Write(node.Get(name), location[1..], value));
            return new(node);
        }

        var index = location[0].Index;
        var array = at.AsArrayNode is { } list ? Own(list) : new ArrayNode([], 0, this);
        array.Set(index, Write(index < array.Count ? array[index] : default, location[1..], value));
        return new(array);
    }

    private ObjectNode Own(ObjectNode node) => ReferenceEquals(node.Owner, this) ? node : node.Copy(this);

    private ArrayNode Own(ArrayNode array) => ReferenceEquals(array.Owner, this) ? array : array.Copy(this);
}
