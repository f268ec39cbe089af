using FlowKit.Core.Tests.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Storing;

/// <summary>Counts the bytes it is given.</summary>
internal sealed class ByteCountingStore : PassingStore
{
    public long DeltaBytes { get; private set; }

    public long SnapshotBytes { get; private set; }

    public int Snapshots { get; private set; }

    /// <summary>The bytes that the one execution in it takes: the last snapshot, and the deltas after it.</summary>
    public long HeldBytes { get; private set; }

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Count(save);
        return base.TryCreateAsync(save, cancellationToken);
    }

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Count(save);
        return base.TrySaveAsync(save, cancellationToken);
    }

    // The first save is all there is to save then: no snapshot of anything.
    private void Count(SaveRequest save)
    {
        var isSnapshot = save.IsSnapshot && save.Version > 1;
        HeldBytes = (isSnapshot ? 0 : HeldBytes) + save.Bytes.Length;
        if (!isSnapshot)
        {
            DeltaBytes += save.Bytes.Length;
            return;
        }

        Snapshots++;
        SnapshotBytes += save.Bytes.Length;
    }
}
