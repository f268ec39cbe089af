using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>The lists and buffers a writer works with while it is busy; an idle execution holds none.</summary>
internal sealed class Workbench
{
    private const int LargestKept = 8 * 1024;
    private CancellationTokenSource? _spare;

    public TurnLists Lists { get; } = new();

    public List<Letter> Batch { get; } = [];

    /// <summary>Outcomes that came at once.</summary>
    public List<Letter> Arrived { get; } = [];

    /// <summary>The replies to the batch; none before it is decided.</summary>
    public List<Reply> Replies { get; } = [];

    public StateWriter Writer { get; } = new();

    /// <summary>A turn of unusual size has blown the lists up: they are better given back to the heap.</summary>
    public bool IsOversized => Lists.Changes.Capacity > LargestKept || Batch.Capacity > LargestKept || Arrived.Capacity > LargestKept;

    /// <summary>A source that nobody has cancelled; most attempts that complete at once leave theirs as it was.</summary>
    public CancellationTokenSource TakeSource()
    {
        var source = _spare ?? new CancellationTokenSource();
        _spare = null;
        return source;
    }

    /// <summary>Keeps a source for another attempt. Who took its attempt over may go on with the token, which stays nobody else's then.</summary>
    public void GiveBack(CancellationTokenSource source, DispatchOutcome? outcome)
    {
        if (outcome is not DispatchOutcome.Acknowledged && source.TryReset())
        {
            _spare = source;
        }
    }

    public void Clear()
    {
        Lists.Clear();
        Batch.Clear();
        Arrived.Clear();
        Replies.Clear();
    }
}
