using FlowKit.Core.Tests.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>A store in memory that keeps a copy of every save.</summary>
internal sealed class RecordingStore(TimeProvider time, DateTimeOffset start, Func<int> calls)
    : PassingStore(new InMemoryStateStore(new FlowEngineOptions { KeptExecutions = int.MaxValue, KeptFor = TimeSpan.MaxValue }, time))
{
    public List<SavedBytes> Saves { get; } = [];

    /// <summary>What it says to everything that is to be created; null for taking it.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Puts saves there that another engine made.</summary>
    public void Restore(string executionId, IEnumerable<SavedBytes> saves)
    {
        foreach (var save in saves)
        {
            var request = save.Request(executionId);
            var kept = save.Version == 1
                ? base.TryCreateAsync(request, CancellationToken.None)
                : base.TrySaveAsync(request, CancellationToken.None);
            Assert.True(Guard.Result(kept.AsTask()));
        }
    }

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        Keep(save);
        return base.TryCreateAsync(save, cancellationToken);
    }

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Keep(save);
        return base.TrySaveAsync(save, cancellationToken);
    }

    private void Keep(SaveRequest save) => Saves.Add(SavedBytes.Of(save, (time.GetUtcNow() - start).Ticks) with { CallsBefore = calls() });
}
