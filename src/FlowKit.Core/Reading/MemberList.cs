namespace FlowKit.Reading;

/// <summary>The members of a mapping while it is read; finds a name that stands twice in constant time.</summary>
internal struct MemberList
{
    /// <summary>From this many members on, names are found by hash instead of by looking at each.</summary>
    private const int IndexFrom = 16;

    private SourceMember[] _members;
    private HashSet<string>? _names;
    private int _count;

    /// <summary>Adds a member; false, and nothing added, when the name is there already.</summary>
    public bool TryAdd(SourceScalar key, SourceNode value)
    {
        _members ??= new SourceMember[4];
        if (Has(key.Text))
        {
            return false;
        }

        if (_count == _members.Length)
        {
            Array.Resize(ref _members, _count * 2);
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
                if (_members[i].Key.Text == name)
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
                _names.Add(_members[i].Key.Text);
            }
        }

        return _names.Contains(name);
    }

    public readonly SourceMember[] ToArray() => _count == 0 ? [] : _members.AsSpan(0, _count).ToArray();
}
