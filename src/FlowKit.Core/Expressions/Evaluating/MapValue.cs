using FlowKit.Values;

namespace FlowKit.Expressions.Evaluating;

/// <summary>A map from texts to values, in the order they were put; from the input as <see cref="ListValue"/> is.</summary>
internal sealed class MapValue
{
    private const int MemberCost = 48;

    private ObjectNode? _origin;
    private OrderedDictionary<string, Operand>? _members;

    public MapValue()
    {
    }

    public MapValue(ObjectNode origin) => _origin = origin;

    /// <summary>The value it still is, unchanged; null for a map of the expression's own making.</summary>
    public ObjectNode? Origin => _origin;

    public int Count => _origin?.Count ?? _members?.Count ?? 0;

    public string NameAt(int index) => _origin is not null ? _origin.NameAt(index) : _members!.GetAt(index).Key;

    public Operand ValueAt(ref Evaluation e, int index)
    {
        if (_origin is null)
        {
            return _members!.GetAt(index).Value;
        }

        var value = _origin.ValueAt(index);
        return MustUnfold(ref e, value) ? Unfold(ref e) ? _members!.GetAt(index).Value : default : Operand.Of(value);
    }

    public bool Has(string name) => _origin is not null ? _origin.IndexOf(name) >= 0 : _members?.ContainsKey(name) == true;

    /// <summary>The value of that name; nil when there is none.</summary>
    public Operand Get(ref Evaluation e, string name)
    {
        if (_origin is null)
        {
            return _members is not null && _members.TryGetValue(name, out var found) ? found : default;
        }

        var value = _origin.Get(name);
        return MustUnfold(ref e, value) ? Unfold(ref e) ? _members![name] : default : Operand.Of(value);
    }

    public void Set(ref Evaluation e, string name, Operand value)
    {
        if (Unfold(ref e) && e.Allocate(MemberCost))
        {
            _members ??= new(StringComparer.Ordinal);
            _members[name] = value;
        }
    }

    public void Remove(ref Evaluation e, string name)
    {
        if (Unfold(ref e) && e.SpendText(Count))
        {
            _members?.Remove(name);
        }
    }

    private static bool MustUnfold(ref Evaluation e, FlowValue value) =>
        e.ChangesValues && value.Kind is FlowValueKind.Array or FlowValueKind.Object;

    private bool Unfold(ref Evaluation e)
    {
        if (_origin is null)
        {
            return !e.Stopped;
        }

        if (!e.Spend(_origin.Count) || !e.Allocate((long)_origin.Count * MemberCost))
        {
            return false;
        }

        _members = new(_origin.Count, StringComparer.Ordinal);
        for (var i = 0; i < _origin.Count; i++)
        {
            _members.Add(_origin.NameAt(i), Operand.Of(_origin.ValueAt(i)));
        }

        _origin = null;
        return true;
    }
}
