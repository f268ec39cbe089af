using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>Parameters by name, texts and any other JSON. Names are told apart by case. Safe to use from many threads.</summary>
public sealed class StepParameters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FlowValue> _changes = new(StringComparer.Ordinal);
    private readonly FlowValue _found;

    internal StepParameters(FlowValue found) => _found = found;

    /// <summary>
    /// The value; missing when there is none, null when it was set to null. Setting it is kept when the attempt ends well, or by
    /// <see cref="StepContext.SaveAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is blank, or the value is missing.</exception>
    public FlowValue this[string name]
    {
        get
        {
            lock (_lock)
            {
                return _changes.TryGetValue(name, out var changed) ? changed : _found[name];
            }
        }

        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            if (value.IsMissing)
            {
                throw new ArgumentException("A parameter is set to a value; null is one.", nameof(value));
            }

            lock (_lock)
            {
                _changes[name] = value;
            }
        }
    }

    /// <summary>All of them as an object.</summary>
    public FlowValue ToValue()
    {
        lock (_lock)
        {
            return FlowValue.Object(_found.Members.Concat(_changes));
        }
    }

    /// <summary>What was set in this attempt, with the members of an object on top; missing for nothing.</summary>
    internal FlowValue Changes(FlowValue more = default)
    {
        lock (_lock)
        {
            return _changes.Count == 0 && more.Count == 0 ? default : FlowValue.Object(_changes.Concat(more.Members));
        }
    }
}
