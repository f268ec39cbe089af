using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Running;
using FlowKit.Telemetry;
using FlowKit.Values;

namespace FlowKit;

/// <summary>Runs that are begun by whoever waits for their end.</summary>
public sealed partial class FlowEngine
{
    /// <inheritdoc/>
    public ValueTask<FlowResult> RunAsync(
        string flow, FlowValue input = default, StartOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        options?.Check();

        // An id of the caller's own may be taken: then the first calls would be made for nothing.
        return options is null or { ExecutionId: null, BusinessKey: null } && _services.Flows.TryFind(flow) is { Fuses: true } plan
            ? new(new FusedRun(this, plan, input, StartTrace.Decided(options), cancellationToken).ResultAsync())
            : StartAndWaitAsync(flow, input, options, cancellationToken);
    }

    private async ValueTask<FlowResult> StartAndWaitAsync(
        string flow, FlowValue input, StartOptions? options, CancellationToken cancellationToken)
    {
        var execution = await StartAsync(flow, input, options, cancellationToken).ConfigureAwait(false);
        return await execution.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A run whose start shares its save with its first calls, when these may be repeated and complete at once: nobody needs to know of the
    /// start before the end. All of it happens where turns run: a call that computes for long holds up nobody but who waits for it.
    /// </summary>
    private sealed class FusedRun(FlowEngine engine, FlowPlan plan, FlowValue input, StartOptions? options, CancellationToken cancellationToken)
        : TaskCompletionSource<FlowResult>, IThreadPoolWorkItem
    {
        public Task<FlowResult> ResultAsync()
        {
            engine._services.Work.Queue(this);
            return Task.WaitAsync(cancellationToken);
        }

        public void Execute() => _ = CompleteAsync();

        private async Task CompleteAsync()
        {
            var run = RunAsync();
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            SetFromTask(run);
        }

        private async Task<FlowResult> RunAsync()
        {
            try
            {
                var id = engine.IdOf(plan, options);
                var execution = await engine.StartAsync(plan, id, input, options, null, fuses: true, cancellationToken).ConfigureAwait(false);
                return await execution.Completion.ConfigureAwait(false);
            }
            catch (FlowException fault) when (engine.IsOfStop(fault))
            {
                throw Refusals.Stopping(fault);
            }
        }
    }
}
