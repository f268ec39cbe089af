using FlowKit.Executions;

namespace FlowKit.Deciding;

/// <summary>The lists a turn fills. They are lent to an execution while it runs and used by another after it.</summary>
internal sealed class TurnLists
{
    public List<StateChange> Changes { get; } = [];

    public List<int> TouchedOrders { get; } = [];

    public List<PastAttempt> Attempts { get; } = [];

    public List<PastOperation> Operations { get; } = [];

    public List<Effect> Effects { get; } = [];

    public List<Announcement> News { get; } = [];

    public Queue<TaskState> Line { get; } = new();

    public void Clear()
    {
        Changes.Clear();
        TouchedOrders.Clear();
        Attempts.Clear();
        Operations.Clear();
        Effects.Clear();
        News.Clear();
        Line.Clear();
    }
}
