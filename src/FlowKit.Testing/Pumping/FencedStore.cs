using System.Runtime.CompilerServices;
using FlowKit.Storing;

namespace FlowKit.Testing.Pumping;

/// <summary>The store as one engine sees it: answers come through the engine's queue, and once the engine is dead nothing reaches the store.</summary>
internal sealed class FencedStore(IStateStore store, PumpedWorkQueue queue) : IStateStore
{
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) =>
        Call((save, cancellationToken), static (store, call) => store.TryCreateAsync(call.save, call.cancellationToken));

    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) =>
        Call((save, cancellationToken), static (store, call) => store.TrySaveAsync(call.save, call.cancellationToken));

    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        Call((executionId, cancellationToken), static (store, call) => store.LoadAsync(call.executionId, call.cancellationToken));

    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) =>
        Call((query, cancellationToken), static (store, call) => store.ListAsync(call.query, call.cancellationToken));

    public async IAsyncEnumerable<ExecutionHeader> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var headers = store.ListOpenAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (headers.ConfigureAwait(false))
        {
            while (await Call(headers, static (_, all) => all.MoveNextAsync()).ConfigureAwait(false))
            {
                yield return headers.Current;
            }
        }
    }

    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) =>
        Call((executionId, cancellationToken), static (store, call) => store.TryDeleteAsync(call.executionId, call.cancellationToken));

    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) =>
        Call(cancellationToken, static (store, token) => store.PurgeAsync(token));

    public async ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken) =>
        await Call((flow, cancellationToken), static (store, call) => KeepFlowAsync(store, call.flow, call.cancellationToken)).ConfigureAwait(false);

    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) => Call(
        (flow, version, cancellationToken), static (store, call) => store.FindFlowAsync(call.flow, call.version, call.cancellationToken));

    private static async ValueTask<bool> KeepFlowAsync(IStateStore store, FlowText flow, CancellationToken cancellationToken)
    {
        await store.KeepFlowAsync(flow, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Whoever is dead gets no answer, not even a refusal.
    private ValueTask<TResult> Call<TCall, TResult>(TCall call, Func<IStateStore, TCall, ValueTask<TResult>> operation) => queue.IsClosed
        ? new(new TaskCompletionSource<TResult>().Task)
        : queue.ThroughAsync(operation(store, call));
}
