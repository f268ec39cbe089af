using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Running;
using FlowKit.Running.Sharing;
using FlowKit.Storing;

namespace FlowKit;

/// <summary>What differs when other engines use the same store.</summary>
public sealed partial class FlowEngine : ISharingHost
{
    private readonly SharedRunning? _sharing;

    /// <summary>Without a lease it lasts for ever; with one there is none until the first session.</summary>
    private volatile Tenure _tenure;

    bool ISharingHost.IsStopping => _stopping;

    IEnumerable<FlowExecution> ISharingHost.Awaited => _awaited.Values.OrderBy(execution => execution.Id, StringComparer.Ordinal);

    bool ISharingHost.TryPostHot(string executionId, Letter letter, Tenure? tenure) => _writers.TryPost(executionId, letter, tenure);

    void ISharingHost.PostHere(Tenure tenure, string executionId, Letter letter) => _writers.Post(tenure, executionId, letter);

    void ISharingHost.Post(string executionId, Letter letter) => PostAnywhere(executionId, letter);

    void ISharingHost.TakeUp(Tenure tenure, ExecutionHeader header) => TakeUp(tenure, header);

    void ISharingHost.TurnsBegin() => _turns.Begin();

    void ISharingHost.TurnsEnd() => _turns.End();

    Tenure ISharingHost.NewTenure(IStoreSession session, Func<Task> renew) =>
        _tenure = new(session, _services.Time, TimeHasCome, renew);

    void ISharingHost.Disown()
    {
        foreach (var writer in _writers.All)
        {
            writer.TryPost(new(Arrival.Tick.Instance, null));
        }
    }

    async ValueTask<bool> ISharingHost.TellStoredEndAsync(string executionId)
    {
        var stored = await _services.Store.LoadAsync(executionId, CancellationToken.None).ConfigureAwait(false);
        return stored is null || await TellEndAsync(stored).ConfigureAwait(false);
    }

    private static async ValueTask<Tenure> JoinedAsync(SharedRunning sharing, CancellationToken cancellationToken)
    {
        var joined = sharing.JoinedAsync();
        return joined.IsCompletedSuccessfully
            ? joined.Result
            : await joined.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void TimeHasCome(Tenure tenure, string executionId) => _writers.Post(tenure, executionId, new(Arrival.Tick.Instance, null));

    private void Follow(FlowExecution execution)
    {
        if (_sharing is not null && !execution.Completion.IsCompleted && !_writers.IsHot(execution.Id))
        {
            _sharing.Follow(execution);
        }
    }

    private void PostAnywhere(string executionId, Letter letter)
    {
        if (_sharing is null)
        {
            _writers.Post(_tenure, executionId, letter);
        }
        else if (letter.Waiting is { } waiting)
        {
            // Whoever waits finds the way anew.
            waiting.TrySetException(new FlowException(FlowErrorCodes.LeaseLost, $"The execution '{executionId}' may belong to another engine."));
        }
        else
        {
            _sharing.Post(executionId, letter);
        }
    }

    /// <summary>The reply of the execution's writer, wherever that is. Whoever waits goes on apart from the turn it comes from.</summary>
    private Task<Reply> Ask(string executionId, Arrival arrival)
    {
        if (_sharing is not null)
        {
            var routed = new TaskCompletionSource<Reply>();
            _ = RouteAsync(_sharing, executionId, arrival, routed);
            return routed.Task;
        }

        var waiting = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writers.Post(_tenure, executionId, new(arrival, waiting));
        return waiting.Task;
    }

    private async Task RouteAsync(SharedRunning sharing, string executionId, Arrival arrival, TaskCompletionSource<Reply> waiting)
    {
        try
        {
            var reply = await sharing.AskAsync(executionId, arrival).ConfigureAwait(false);
            _services.Work.Queue(new Telling(() => waiting.SetResult(reply)));
        }
#pragma warning disable CA1031 // It belongs to whoever asked.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _services.Work.Queue(new Telling(() => waiting.SetException(exception)));
        }
    }

    private sealed class Telling(Action tell) : IThreadPoolWorkItem
    {
        public void Execute() => tell();
    }
}
