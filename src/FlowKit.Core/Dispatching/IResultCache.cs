using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>Keeps outputs of <c>pure</c> and <c>read</c> tasks for later executions. Safe to call from many threads; may forget at any time.</summary>
public interface IResultCache
{
    /// <summary>The output that was kept, if it is not older; missing when there is none.</summary>
    /// <param name="key">What was asked.</param>
    /// <param name="maxAge">Older ones do not count; null for any age.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<FlowValue> FindAsync(ResultKey key, TimeSpan? maxAge, CancellationToken cancellationToken);

    /// <summary>Keeps an output.</summary>
    ValueTask KeepAsync(ResultKey key, FlowValue output, CancellationToken cancellationToken);
}
