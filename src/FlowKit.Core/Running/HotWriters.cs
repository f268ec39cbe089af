using System.Collections.Concurrent;
using FlowKit.Telemetry;

namespace FlowKit.Running;

/// <summary>
/// The writers that are held in memory. Those that wait for news from outside are kept up to a number, the longest idle go first; what
/// they knew is in the store. O(1) for each turn, whatever the number of executions; one that is over is held by nothing.
/// </summary>
internal sealed class HotWriters(int keptIdle, Func<Tenure, string, ExecutionWriter> make)
{
    private readonly ConcurrentDictionary<string, ExecutionWriter> _writers = new(StringComparer.Ordinal);
    private readonly LinkedList<ExecutionWriter> _idle = new();
    private readonly Lock _lock = new();

    /// <summary>Those in memory, by their ids.</summary>
    public IEnumerable<ExecutionWriter> All => _writers.Values.OrderBy(writer => writer.Id, StringComparer.Ordinal);

    /// <summary>Makes a writer known; false when its execution has one.</summary>
    public bool TryAdd(ExecutionWriter writer)
    {
        var added = _writers.TryAdd(writer.Id, writer);
        if (added)
        {
            CountIn(writer);
        }

        return added;
    }

    public void Remove(ExecutionWriter writer)
    {
        _writers.TryRemove(KeyValuePair.Create(writer.Id, writer));
        CountOut(writer);
        if (writer.IdlePlace is not null)
        {
            lock (_lock)
            {
                Leave(writer.IdlePlace);
            }
        }
    }

    /// <summary>
    /// Puts a letter into the mailbox of an execution's writer. If there is none it is made for the tenure in which the execution was found to
    /// be this engine's: that may be over by now, and the next one need not own it.
    /// </summary>
    public void Post(Tenure tenure, string executionId, Letter letter)
    {
        // One whose tenure is over drops what it is told; what this engine has taken over again since then needs another.
        if (_writers.TryGetValue(executionId, out var known) && known.IsOver)
        {
            Remove(known);
        }

        while (true)
        {
            var writer = _writers.GetOrAdd(executionId, static (id, at) => at.make(at.tenure, id), (make, tenure));
            CountIn(writer);
            if (writer.TryPost(letter))
            {
                return;
            }

            // It retired in between and may not have been taken out yet.
            Remove(writer);
        }
    }

    public bool IsHot(string executionId) => _writers.TryGetValue(executionId, out var writer) && !writer.IsOver;

    /// <summary>Puts a letter into the mailbox of a writer that is in memory, of any tenure or of one; false when there is none.</summary>
    public bool TryPost(string executionId, Letter letter, Tenure? tenure) =>
        _writers.TryGetValue(executionId, out var writer) && !writer.IsOver && (tenure is null || writer.IsOf(tenure)) && writer.TryPost(letter);

    /// <summary>The engine has stopped: nothing goes on here any more.</summary>
    public void CountOut()
    {
        foreach (var writer in _writers.Values)
        {
            CountOut(writer);
        }
    }

    public void WentIdle(ExecutionWriter writer)
    {
        ExecutionWriter? oldest = null;
        lock (_lock)
        {
            // A letter may have made it busy and idle again on another thread meanwhile.
            var place = writer.IdlePlace ??= new(writer);
            Leave(place);
            _idle.AddLast(place);
            if (_idle.Count > keptIdle)
            {
                // It may be busy by now: then it comes back when it is idle.
                oldest = _idle.First!.Value;
                _idle.RemoveFirst();
            }
        }

        if (oldest?.TryRetire() == true)
        {
            Remove(oldest);
        }
    }

    // One that is counted as it retires is taken out after it: whoever counted it finds that it takes no letter.
    private static void CountIn(ExecutionWriter writer)
    {
        if (FlowMetrics.WatchesActive && writer.TryCountIn())
        {
            FlowMetrics.ActiveChanged(+1);
        }
    }

    private static void CountOut(ExecutionWriter writer)
    {
        if (writer.TryCountOut())
        {
            FlowMetrics.ActiveChanged(-1);
        }
    }

    private void Leave(LinkedListNode<ExecutionWriter> place)
    {
        if (place.List is not null)
        {
            _idle.Remove(place);
        }
    }
}
