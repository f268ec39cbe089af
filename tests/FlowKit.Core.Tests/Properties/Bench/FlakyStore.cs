using FlowKit.Core.Tests.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>
/// A store that cannot be reached every now and then: a save is refused before it was made, or made and the answer lost. Given a chance
/// of null it behaves.
/// </summary>
internal sealed class FlakyStore(IStateStore inner, Random? chance) : PassingStore(inner)
{
    private readonly Lock _lock = new();

    /// <summary>How many calls failed.</summary>
    public int Failures { get; private set; }

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Fail(oneIn: 4);
        var created = base.TryCreateAsync(save, cancellationToken);
        Fail(oneIn: 6);
        return created;
    }

    public override async ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Fail(oneIn: 4);
        var saved = await base.TrySaveAsync(save, cancellationToken);
        Fail(oneIn: 6);
        return saved;
    }

    public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
    {
        Fail(oneIn: 6);
        return base.LoadAsync(executionId, cancellationToken);
    }

    private void Fail(int oneIn)
    {
        lock (_lock)
        {
            if (chance?.Next(oneIn) == 0)
            {
                Failures++;
                throw new IOException("The store cannot be reached.");
            }
        }
    }
}
