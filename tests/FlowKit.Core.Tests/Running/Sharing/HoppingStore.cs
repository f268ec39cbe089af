using FlowKit.Running;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>
/// A shared store as one engine sees it over a wire: what is asked happens at once, and the answer comes through the engine's work. An engine
/// may freeze or die between the two.
/// </summary>
internal sealed class HoppingStore(ISharedStateStore store, IWorkQueue work) : PassingStore(store), ISharedStateStore
{
    public ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken) =>
        Hop<IStoreSession>(JoinedAsync(member, cancellationToken));

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => Hop(store.TryCreateAsync(save, cancellationToken));

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => Hop(store.TrySaveAsync(save, cancellationToken));

    public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        Hop(store.LoadAsync(executionId, cancellationToken));

    /// <summary>Lets the answer of what was asked come through the engine's work.</summary>
    public ValueTask<T> Hop<T>(ValueTask<T> asked)
    {
        var answer = new TaskCompletionSource<T>();
        var done = asked.AsTask();
        work.Queue(new Answer(() => Pass(done, answer)));
        return new(answer.Task);
    }

    private async ValueTask<IStoreSession> JoinedAsync(StoreMember member, CancellationToken cancellationToken) =>
        new HoppingSession(await store.JoinAsync(member, cancellationToken), this);

    private static void Pass<T>(Task<T> done, TaskCompletionSource<T> answer)
    {
        if (done.Exception is { } fault)
        {
            answer.SetException(fault.InnerExceptions);
        }
        else
        {
            answer.SetResult(done.Result);
        }
    }

    private sealed class Answer(Action pass) : IThreadPoolWorkItem
    {
        public void Execute() => pass();
    }
}
