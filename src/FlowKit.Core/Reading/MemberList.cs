using System.Buffers;

namespace FlowKit.Reading;

/// <summary>The members of a mapping while it is read; finds a name that stands twice in constant time.</summary>
internal struct MemberList
{
    /// <summary>From this many members on, names are found by hash instead of by looking at each.</summary>
    private const int IndexFrom = 16;

    private SourceMember[]? _members;
    private HashSet<string>? _names;
    private int _count;

    /// <summary>Adds a member; false, and nothing added, when the name is there already.</summary>
    public bool TryAdd(SourceScalar key, SourceNode value)
    {
        _members ??= ArrayPool<SourceMember>.Shared.Rent(IndexFrom);
        if (Has(key.Text))
        {
            return false;
        }

        if (_count == _members.Length)
        {
            var more = ArrayPool<SourceMember>.Shared.Rent(_count * 2);
            _members.CopyTo(more, 0);
            ArrayPool<SourceMember>.Shared.Return(_members, clearArray: true);
            _members = more;
        }

        _members[_count++] = new(key, value);
        _names?.Add(key.Text);
        return true;
    }

    public bool Has(string name)
    {
        if (_count < IndexFrom)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_members![i].Key.Text == name)
                {
                    return true;
                }
            }

            return false;
        }

        if (_names is null)
        {
            _names = new(_count * 2, StringComparer.Ordinal);
            for (var i = 0; i < _count; i++)
            {
                _names.Add(_members![i].Key.Text);
            }
        }

        return _names.Contains(name);
    }

    /// <summary>The members, in an array of their own. The list is empty afterwards.</summary>
    public SourceMember[] TakeAll()
    {
        if (_members is null)
        {
            return [];
        }

        var members = _members.AsSpan(0, _count).ToArray();
        _members.AsSpan(0, _count).Clear();
        ArrayPool<SourceMember>.Shared.Return(_members);
        this = default;
        return members;
    }
}
