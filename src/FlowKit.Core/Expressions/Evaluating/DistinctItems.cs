namespace FlowKit.Expressions.Evaluating;

/// <summary>Finds items of a list without equal ones: plain items by hash, lists, maps and exact numbers by looking at each.</summary>
internal sealed class DistinctItems
{
    private readonly HashSet<Operand> _plain = [];
    private int _others;

    /// <summary>False when the list has an equal item already, or a bound was reached.</summary>
    public bool TryAdd(ref Evaluation e, ListValue list, Operand value)
    {
        if (Contains(ref e, list, value) || e.Stopped || !e.Allocate(32))
        {
            return false;
        }

        if (value.IsPlain)
        {
            _plain.Add(value);
        }
        else
        {
            _others++;
        }

        return true;
    }

    public bool Contains(ref Evaluation e, ListValue list, Operand value)
    {
        if (!e.SpendText(value.AsText?.Length ?? 0))
        {
            return false;
        }

        if (value.IsPlain && (_plain.Contains(value) || _others == 0))
        {
            return _plain.Contains(value);
        }

        return Comparison.IndexOf(ref e, list, value) >= 0;
    }

    public void Remove(Operand value)
    {
        if (value.IsPlain)
        {
            _plain.Remove(value);
        }
        else
        {
            _others--;
        }
    }
}
