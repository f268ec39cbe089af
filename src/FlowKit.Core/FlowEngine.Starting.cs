using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Running;
using FlowKit.Telemetry;
using FlowKit.Values;

namespace FlowKit;

/// <summary>How executions begin: checked, kept, once for each id.</summary>
public sealed partial class FlowEngine : IChildStarter
{
    /// <inheritdoc/>
    public async ValueTask<FlowExecution> StartAsync(
        string flow, FlowValue input = default, StartOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        options?.Check();
        options = StartTrace.Decided(options);
        try
        {
            var plan = await _services.Plans.StartingAsync(flow).ConfigureAwait(false);
            return await StartAsync(plan, IdOf(plan, options), input, options, null, fuses: false, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowException fault) when (IsOfStop(fault))
        {
            throw Refusals.Stopping(fault);
        }
    }

    TimeProvider IChildStarter.Time => _services.Time;

    async ValueTask IChildStarter.StartChildAsync(
        string flow, string id, FlowValue input, StartOptions? options, ParentLink parent, CancellationToken cancellationToken) =>
        await StartAsync(
            await _services.Plans.StartingAsync(flow).ConfigureAwait(false), id, input, options, parent, fuses: false, cancellationToken).ConfigureAwait(false);

    // The store takes an id once: that makes a key unique, on however many machines it is started.
    private string IdOf(FlowPlan plan, StartOptions? options) => options switch
    {
        { ExecutionId: { } own } => own,
        { BusinessKey: { } key, BusinessKeyIsLabel: false } => IdSource.OfKey(plan.Name, options.BusinessKeyType, key),
        _ => _ids.NewExecutionId(plan.Name),
    };

    private async ValueTask<FlowExecution> StartAsync(
        FlowPlan plan,
        string id,
        FlowValue input,
        StartOptions? options,
        ParentLink? parent,
        bool fuses,
        CancellationToken cancellationToken)
    {
        RefuseWhenStopping();
        var submitted = input.IsNullOrMissing ? FlowValue.EmptyObject : input;
        Flows.InputOf(plan).Check(submitted, _services.Options.RunLimits);
        TargetCheck.RefuseUnknown(plan, options?.Targets);
        var start = new StartRequest(plan, submitted, options, parent)
        {
            Callback = options?.Callback is { } callback ? Flows.Checked(callback, plan) : default,
            Fuses = fuses,
        };

        await _services.Plans.KeepAsync(plan, cancellationToken).ConfigureAwait(false);
        RefuseWhenStopping();
        FlowException? lost = null;
        while (true)
        {
            try
            {
                if (await TryStartAsync(id, start, cancellationToken).ConfigureAwait(false) is { } begun)
                {
                    return begun;
                }
            }
            catch (FlowException unsure) when (_sharing is not null && unsure.Code == FlowErrorCodes.AnswerLost)
            {
                // If it is on record, it is met there.
                lost = unsure;
            }
            catch (FlowException fault) when (lost is not null && fault.Code is FlowErrorCodes.EngineStopping or FlowErrorCodes.StoreUnreachable)
            {
                // To be told that the engine stops would mean that nothing has begun.
                throw lost;
            }
        }
    }

    /// <summary>The execution; null when it is to be tried again.</summary>
    private async ValueTask<FlowExecution?> TryStartAsync(string id, StartRequest start, CancellationToken cancellationToken)
    {
        var tenure = _sharing is null ? _tenure : await JoinedAsync(_sharing, cancellationToken).ConfigureAwait(false);
        var writer = new ExecutionWriter(_services, this, tenure, id, start.Options);
        writer.HoldForBegin();
        if (_writers.TryAdd(writer))
        {
            return await BeginAsync(writer, start, cancellationToken).ConfigureAwait(false);
        }

        // Another start, or a letter that came early, has the id in hand.
        _turns.End();
        return await IsOnRecordAsync(id, cancellationToken).ConfigureAwait(false)
            ? await KnownAsync(id, start.Parent, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>The execution; null when the lease was lost and nothing has begun.</summary>
    private async ValueTask<FlowExecution?> BeginAsync(
        ExecutionWriter writer, StartRequest start, CancellationToken cancellationToken)
    {
        var execution = ExecutionOf(writer.Id, start.Parent);
        try
        {
            return await writer.TryBeginAsync(start, cancellationToken).ConfigureAwait(false)
                ? execution
                : await KnownAsync(writer.Id, start.Parent, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowException lost) when (_sharing is not null && lost.Code is FlowErrorCodes.LeaseLost or FlowErrorCodes.AnswerLost)
        {
            _awaited.TryRemove(KeyValuePair.Create(execution.Id, execution));
            if (lost.Code == FlowErrorCodes.AnswerLost)
            {
                throw;
            }

            await _sharing.LookAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            // The store may have kept the start though its answer was lost: then the execution runs.
            _awaited.TryRemove(KeyValuePair.Create(execution.Id, execution));
            PostAnywhere(execution.Id, new(Arrival.Tick.Instance, null));
            throw;
        }
    }

    /// <summary>An execution that is on record; it may have ended.</summary>
    private async ValueTask<FlowExecution> KnownAsync(string id, ParentLink? parent, CancellationToken cancellationToken)
    {
        var execution = ExecutionOf(id, parent);
        if (parent is null)
        {
            await AwaitStoredAsync(execution, cancellationToken).ConfigureAwait(false);
            Follow(execution);
        }

        return execution;
    }

    // Nobody awaits a child: its parent is told.
    private FlowExecution ExecutionOf(string id, ParentLink? parent) =>
        parent is null ? _awaited.GetOrAdd(id, static id => new FlowExecution(id)) : new FlowExecution(id);

    /// <summary>Whether the execution is on record once everything that waited for it has been read.</summary>
    private async ValueTask<bool> IsOnRecordAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(id, Arrival.Tick.Instance, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (FlowException unknown) when (unknown.Code == FlowErrorCodes.UnknownExecution)
        {
            return false;
        }
    }
}
