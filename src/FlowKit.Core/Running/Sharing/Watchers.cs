namespace FlowKit.Running.Sharing;

/// <summary>The engines that wait for ends of executions which this engine owns.</summary>
internal sealed class Watchers
{
    private readonly Dictionary<string, List<EngineMessage.Ask>> _watching = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public void Add(EngineMessage.Ask ask)
    {
        lock (_lock)
        {
            if (!_watching.TryGetValue(ask.ExecutionId, out var asks))
            {
                _watching.Add(ask.ExecutionId, asks = []);
            }

            // One that is sent again replaces itself.
            asks.RemoveAll(one => one.Key == ask.Key);
            asks.Add(ask);
        }
    }

    public bool IsWatched(string executionId)
    {
        lock (_lock)
        {
            return _watching.ContainsKey(executionId);
        }
    }

    /// <summary>Those who are to be told of an end.</summary>
    public IReadOnlyList<EngineMessage.Ask> Take(string executionId)
    {
        lock (_lock)
        {
            return _watching.Remove(executionId, out var asks) ? asks : [];
        }
    }

    /// <summary>Nothing is owned any more: whoever waits asks the next owner.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _watching.Clear();
        }
    }
}
