using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Secrets;
using FlowKit.Testing;

namespace FlowKit.Cli.Running;

/// <summary>
/// Sees every call of a run: the display is told of those of tasks; the others tell somebody of an end, and a run should not stop before
/// they have come back.
/// </summary>
internal sealed class CallWatch(IRunDisplay display, IEnumerable<FlowDescriptor> flows)
{
    private readonly HashSet<(string Flow, string Task)> _tasks =
        [.. flows.SelectMany(flow => flow.Tasks.SelectMany(TaskTree.All).Select(task => (flow.Name, task.Name.Value)))];

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _told = new();
    private int _telling;
    private bool _closed;

    public IRunDisplay Display { get; } = display;

    public async ValueTask<DispatchOutcome> FollowAsync(IDispatcher dispatcher, DispatchRequest request, CancellationToken cancellationToken)
    {
        if (_tasks.Contains((request.Flow, request.TaskName)))
        {
            Display.Show(TaskProgress.Dispatched(request));
            return await dispatcher.DispatchAsync(request, cancellationToken).ConfigureAwait(false);
        }

        Count(1);
        try
        {
            var outcome = await dispatcher.DispatchAsync(request, cancellationToken).ConfigureAwait(false);
            if (outcome is DispatchOutcome.Broken broken)
            {
                Display.Tell($"flowkit: the callback of the flow was not taken: {broken.Failure.Code}: {Redaction.Default.Apply(broken.Failure.Message)}");
            }

            return outcome;
        }
        finally
        {
            Count(-1);
        }
    }

    /// <summary>Ends when no call is out that tells somebody of an end; asked once, when the execution has ended.</summary>
    public Task ToldAsync()
    {
        lock (_gate)
        {
            _closed = true;
        }

        Count(0);
        return _told.Task;
    }

    private void Count(int change)
    {
        lock (_gate)
        {
            _telling += change;
            if (_closed && _telling == 0)
            {
                _told.TrySetResult();
            }
        }
    }
}
