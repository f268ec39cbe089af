using FlowKit.Dispatching;

namespace FlowKit.Running;

/// <summary>The dispatchers by protocol. They are few, and asked for at every attempt: looking along them is quicker than hashing.</summary>
internal sealed class DispatcherTable(IReadOnlyDictionary<string, IDispatcher> dispatchers)
{
    private readonly (string Protocol, IDispatcher Dispatcher)[] _all = [.. dispatchers.Select(one => (one.Key.ToLowerInvariant(), one.Value))];

    /// <summary>The dispatcher of a protocol in lower case; null when it has none.</summary>
    public IDispatcher? Find(string protocol)
    {
        foreach (var (known, dispatcher) in _all)
        {
            if (known == protocol)
            {
                return dispatcher;
            }
        }

        return null;
    }
}
