using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Storing;

namespace FlowKit.Running;

/// <summary>
/// The plans executions run: those of registered flows, and others from the texts that the store keeps, each read once for as long as it is
/// held. Before the first execution of a version starts, its text is in the store.
/// </summary>
internal sealed class FlowPlans(FlowRegistry flows, IStateStore store)
{
    private readonly ConcurrentDictionary<(string Flow, string Version), Lazy<Task<FlowPlan?>>> _reading = new();
    private readonly ConditionalWeakTable<FlowPlan, FlowPlan> _kept = [];

    /// <summary>The plan of an execution.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.UnknownFlowVersion"/>, <see cref="FlowErrorCodes.FlowTextUnreadable"/>.</exception>
    public async ValueTask<FlowPlan> OfAsync(ExecutionHeader header) =>
        await FindAsync(header.Flow, header.FlowVersion).ConfigureAwait(false) ?? throw new FlowException(
            FlowErrorCodes.UnknownFlowVersion,
            $"The execution '{header.ExecutionId}' runs version {header.FlowVersion} of '{header.Flow}', which is not registered, and the store " +
            "keeps no text of it: a flow that is built in code must be registered before its executions can go on.");

    /// <summary>What starts under a name, see <see cref="IFlowEngine.StartAsync"/>.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.UnknownFlow"/>.</exception>
    public async ValueTask<FlowPlan> StartingAsync(string name) => flows.TryFind(name) ?? await VersionAsync(name).ConfigureAwait(false) ??
        throw new FlowException(FlowErrorCodes.UnknownFlow, $"No flow '{name}' is registered.");

    /// <summary>Makes sure that executions of the plan can go on where it is not registered.</summary>
    public async ValueTask KeepAsync(FlowPlan plan, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(plan, out _) || !KeptFlow.HasText(plan))
        {
            return;
        }

        await store.KeepFlowAsync(KeptFlow.Of(plan), cancellationToken).ConfigureAwait(false);
        _kept.AddOrUpdate(plan, plan);
    }

    private ValueTask<FlowPlan?> VersionAsync(string name)
    {
        var second = name.IndexOf(':', name.IndexOf(':', StringComparison.Ordinal) + 1);
        return second < 0 || !KeepableText.Is(name) ? default : FindAsync(name[..second], name[(second + 1)..]);
    }

    private ValueTask<FlowPlan?> FindAsync(string flow, string version) => flows.Version(flow, version) is { } plan
        ? new(plan)
        : new(_reading.GetOrAdd((flow, version), key => new(() => ReadAsync(key.Flow, key.Version))).Value);

    private async Task<FlowPlan?> ReadAsync(string flow, string version)
    {
        try
        {
            // Many executions of one version may ask at once; none of them may give up for all.
            return await store.FindFlowAsync(flow, version, CancellationToken.None).ConfigureAwait(false) is { } kept ? flows.Take(kept) : null;
        }
        finally
        {
            _reading.TryRemove((flow, version), out _);
        }
    }
}
