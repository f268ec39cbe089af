namespace FlowKit.Values;

/// <summary>
/// The members of an object, in order. Immutable, but for one writer: the <see cref="ValueEditor"/> whose token is
/// <see cref="Owner"/> may write in place; everybody else copies first (<see cref="ValueEditor"/> says why that is safe).
/// </summary>
internal sealed class ObjectNode
{
    /// <summary>From this many members on, names are found by hash instead of by looking at each.</summary>
    private const int IndexFrom = 9;

    private readonly record struct Member(string Name, FlowValue Value);

    private Member[] _members;
    private Dictionary<string, int>? _index;

    public ObjectNode(int capacity, object? owner)
    {
        _members = capacity == 0 ? [] : new Member[capacity];
        Owner = owner;
    }

    private ObjectNode(ObjectNode source, object? owner, int room)
    {
        _members = new Member[source.Count + room];
        source._members.AsSpan(0, source.Count).CopyTo(_members);
        Count = source.Count;
        Owner = owner;
    }

    public static ObjectNode Empty { get; } = new(0, owner: null);

    public object? Owner { get; set; }

    /// <summary>Its bytes and levels, once asked for while nobody owned it; 0 bytes: not known. Never set on a node that may change.</summary>
    public ValueExtent KnownExtent { get; set; }

    public int Count { get; private set; }

    public string NameAt(int index) => _members[index].Name;

    public FlowValue ValueAt(int index) => _members[index].Value;

    public FlowValue Get(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? default : _members[index].Value;
    }

    public int IndexOf(string name)
    {
        if (Count >= IndexFrom)
        {
            return (_index ?? BuildIndex()).TryGetValue(name, out var found) ? found : -1;
        }

        var members = _members;
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(members[i].Name, name) || members[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds or replaces a member. Only while this node is being made, or by its owner.</summary>
    public void Set(string name, FlowValue value)
    {
        var index = IndexOf(name);
        if (index >= 0)
        {
            _members[index] = new(_members[index].Name, value);
            return;
        }

        Append(name, value);
    }

    /// <summary>Adds a member known to be new. Only while this node is being made, or by its owner.</summary>
    public void Append(string name, FlowValue value)
    {
        if (Count == _members.Length)
        {
            Array.Resize(ref _members, Math.Max(4, Count * 2));
        }

        _members[Count] = new(name, value);
        _index?.Add(name, Count);
        Count++;
    }

    /// <summary>A copy with room for more members: by default one, as a copy is nearly always made to add or replace a member.</summary>
    public ObjectNode Copy(object? owner, int room = 1) => new(this, owner, room);

    // Two readers may build it at once; both build the same, and the reference is published whole.
    private Dictionary<string, int> BuildIndex()
    {
        var index = new Dictionary<string, int>(Count * 2, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            index.Add(_members[i].Name, i);
        }

        Volatile.Write(ref _index, index);
        return index;
    }
}
