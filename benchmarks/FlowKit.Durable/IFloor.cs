namespace FlowKit.Durable;

/// <summary>What the same database does with the same bytes when nothing else is in the way.</summary>
internal interface IFloor
{
    /// <summary>How long so many commits take that share so many rows.</summary>
    ValueTask<double> SecondsAsync(long commits, long rows, int bytes);
}
