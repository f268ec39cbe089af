using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>
/// Values that are told apart by meaning. Hashes go into lists and objects, so that few values are compared; comparing is charged, so that
/// values made to collide end a check instead of holding it up.
/// </summary>
internal sealed class SchemaEquality
{
    private readonly Dictionary<int, List<FlowValue>> _values = [];

    public int Count { get; private set; }

    /// <summary>False when an equal value is there already.</summary>
    public bool TryAdd(FlowValue value, SchemaRun? run)
    {
        var hash = Hash(value, run);
        if (!_values.TryGetValue(hash, out var alike))
        {
            _values.Add(hash, alike = []);
        }
        else if (Contains(alike, value, run))
        {
            return false;
        }

        alike.Add(value);
        Count++;
        return true;
    }

    public bool Contains(FlowValue value, SchemaRun run) => _values.TryGetValue(Hash(value, run), out var alike) && Contains(alike, value, run);

    private static bool Contains(List<FlowValue> alike, FlowValue value, SchemaRun? run)
    {
        foreach (var one in alike)
        {
            run?.Charge(1 + (Math.Min(one.Extent.Bytes, value.Extent.Bytes) >> 3) + (value.AsExactNumber?.Text.Length ?? 0));
            if (one == value)
            {
                return true;
            }
        }

        return false;
    }

    private static int Hash(FlowValue value, SchemaRun? run)
    {
        run?.Charge(1 + ((value.AsString()?.Length ?? 0) >> 4));
        var hash = value.GetHashCode();
        foreach (var item in value.Items)
        {
            hash = HashCode.Combine(hash, Hash(item, run));
        }

        foreach (var (name, member) in value.Members)
        {
            // In any order the same.
            hash += HashCode.Combine(string.GetHashCode(name, StringComparison.Ordinal), Hash(member, run));
        }

        return hash;
    }
}
