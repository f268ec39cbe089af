using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>Members in the order they were written; no two have one name.</summary>
internal sealed class SourceMapping : SourceNode
{
    private readonly SourceMember[] _members;

    public SourceMapping(SourceMember[] members, int line, int column)
        : base(line, column)
    {
        _members = members;
        var size = 1L;
        var height = 0;
        foreach (var member in members)
        {
            size += 1L + member.Value.Size;
            height = Math.Max(height, member.Value.Height);
        }

        Size = (int)Math.Min(size, int.MaxValue);
        Height = height + 1;
    }

    public ReadOnlySpan<SourceMember> Members => _members;

    public override int Size { get; }

    public override int Height { get; }

    public override string Noun => "a map";

    /// <summary>The value of that name; null when there is none. Looks at every member: for the few known fields of a block.</summary>
    public SourceNode? Find(string name)
    {
        foreach (ref readonly var member in _members.AsSpan())
        {
            if (member.Key.Text == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>The key of that name; null when there is none.</summary>
    public SourceScalar? FindKey(string name)
    {
        foreach (ref readonly var member in _members.AsSpan())
        {
            if (member.Key.Text == name)
            {
                return member.Key;
            }
        }

        return null;
    }

    public override FlowValue ToValue()
    {
        if (_members.Length == 0)
        {
            return FlowValue.EmptyObject;
        }

        var node = new ObjectNode(_members.Length, owner: null);
        foreach (ref readonly var member in _members.AsSpan())
        {
            node.Append(member.Key.Text, member.Value.ToValue());
        }

        return new(node);
    }
}
