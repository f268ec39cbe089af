using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>A shared store as one engine sees it over a way that may be cut, may lose messages, and may lead nowhere for a while.</summary>
internal sealed class WeakStore(ISharedStateStore store) : PassingStore(store), ISharedStateStore
{
    private bool? _cut;

    /// <summary>Whatever this engine sends gets lost.</summary>
    public bool LosesMessages { get; set; }

    /// <summary>Saves wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Loading waits for it.</summary>
    public Task LoadGate { get; set; } = Task.CompletedTask;

    /// <summary>What is said to every save; null to take it.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Who joins waits for it.</summary>
    public Task JoinGate { get; set; } = Task.CompletedTask;

    /// <summary>With the next save the session ends; the save is kept or not, and its answer is lost.</summary>
    public void CutNextSave(bool isKept) => _cut = isKept;

    public async ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken)
    {
        await JoinGate;
        return new WeakSession(await store.JoinAsync(member, cancellationToken), this);
    }

    /// <summary>Whether the save at hand is the one that is cut off, and kept; null when it is not.</summary>
    public bool? TakeCut()
    {
        var cut = _cut;
        _cut = null;
        return cut;
    }
}
