using FlowKit.PostgreSql.Tests;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>
/// The way of one engine to the database. While it is cut nothing that is sent arrives, in either direction, and nobody is told: the ends only
/// hear nothing.
/// </summary>
internal sealed class Network(Cluster cluster) : IAsyncDisposable
{
    private readonly Wire _wire = new(cluster);
    private TaskCompletionSource _whole = new();

    public string Address => _wire.Address;

    public void Cut()
    {
        _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _wire.Hold(_whole.Task);
    }

    /// <summary>What was on its way arrives late; or it is lost, with the connections it came by.</summary>
    public async Task MendAsync(bool isLost)
    {
        if (isLost)
        {
            await _wire.LoseConnectionsAsync();
        }

        _whole.SetResult();
    }

    public ValueTask DisposeAsync() => _wire.DisposeAsync();
}
