namespace FlowKit.Executions;

/// <summary>What the sub-flows of an execution are to be told, under numbers that are given once.</summary>
internal sealed class ChildOrderBook
{
    /// <summary>What has not been taken, in its order.</summary>
    public SortedDictionary<int, ChildOrder> Open { get; } = [];

    /// <summary>The number given last; 0 for none.</summary>
    public int Last { get; set; }

    /// <summary>Keeps an order and gives its number.</summary>
    public int Add(ChildOrder order)
    {
        Open.Add(++Last, order);
        return Last;
    }
}
