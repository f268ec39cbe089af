using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Testing;

/// <summary>
/// Answers dispatches from a script. A stub is chosen by the instance name of the task (<c>loop_2-encode</c>), else by its own name
/// (<c>encode</c>), else by its <c>resourceName</c>, else by <c>*</c>; a dispatch without a stub succeeds with the output <c>{}</c>.
/// Safe to use from many threads.
/// </summary>
public sealed class ScriptedDispatcher : IDispatcher
{
    /// <summary>The key that answers whatever no other stub answers.</summary>
    public const string AnyTask = "*";

    private static readonly StubAnswer Unscripted = StubAnswer.Output(FlowValue.EmptyObject);

    private readonly ConcurrentDictionary<string, StubList> _stubs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LateOutcome> _late = new();
    private readonly TimeProvider _time;
    private readonly Func<DispatchRequest, IEnumerable<string>> _writtenResources;
    private Func<string, TaskCallback, ValueTask<CallbackAnswer>>? _callbacks;

    /// <summary>A dispatcher whose late answers and callbacks come by this clock; null for the system's.</summary>
    public ScriptedDispatcher(TimeProvider? time = null)
        : this(time, static _ => [])
    {
    }

    /// <summary>As the other, with the resource names a flow writes for a task beside the one the request holds.</summary>
    internal ScriptedDispatcher(TimeProvider? time, Func<DispatchRequest, IEnumerable<string>> writtenResources)
    {
        _time = time ?? TimeProvider.System;
        _writtenResources = writtenResources;
    }

    /// <summary>Says how the dispatches of a task are answered: one answer a call, the last one again and again.</summary>
    /// <param name="key">An instance name, a task's own name, a <c>resourceName</c>, or <see cref="AnyTask"/>.</param>
    /// <param name="answers">The answers; they replace those the key had.</param>
    /// <returns>The same dispatcher, for the next stub.</returns>
    /// <exception cref="ArgumentException">There is no answer.</exception>
    public ScriptedDispatcher On(string key, params ReadOnlySpan<StubAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (answers.IsEmpty)
        {
            throw new ArgumentException("A stub needs an answer.", nameof(answers));
        }

        _stubs[key] = new(answers.ToArray());
        return this;
    }

    /// <summary>Says where the callbacks of accepted dispatches go: usually into <see cref="IFlowEngine.CompleteTaskAsync"/>.</summary>
    /// <param name="deliver">Takes the execution and the callback. A <see cref="FlowException"/> means that it is refused, and ends it.</param>
    /// <returns>The same dispatcher.</returns>
    public ScriptedDispatcher CallBack(Func<string, TaskCallback, ValueTask<CallbackAnswer>> deliver)
    {
        _callbacks = deliver;
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answer = Find(request)?.Next() ?? Unscripted;
        return request.IsAsynchronous ? Asynchronous(request, answer, cancellationToken) : Synchronous(request, answer, cancellationToken);
    }

    /// <summary>A stub names the task itself, by its instance or its own name.</summary>
    internal bool Names(DispatchRequest request) => _stubs.ContainsKey(request.Task) || _stubs.ContainsKey(request.TaskName);

    /// <summary>A call has not been answered: a crash now would make the engine call again.</summary>
    internal bool HasOpenCalls => _late.Any(call => call.IsOpen);

    private StubList? Find(DispatchRequest request)
    {
        foreach (var key in (IEnumerable<string>)[request.Task, request.TaskName, request.Resource, .. _writtenResources(request), AnyTask])
        {
            if (_stubs.TryGetValue(key, out var stub))
            {
                return stub;
            }
        }

        return null;
    }

    /// <summary>What answers at all is accepted at once, and the answer comes as the callback.</summary>
    private ValueTask<DispatchOutcome> Asynchronous(DispatchRequest request, StubAnswer answer, CancellationToken token)
    {
        var callback = answer switch
        {
            StubAnswer.Answer output => new StubCallback(answer.Delay, output.Status, output.Value),
            StubAnswer.Echoed => new StubCallback(answer.Delay, CallbackStatus.Unspecified, request.Input),
            _ => null,
        };
        if (callback is null)
        {
            return Synchronous(request, answer, token);
        }

        Schedule(request, callback);
        return new(DispatchOutcome.Accepted);
    }

    private ValueTask<DispatchOutcome> Synchronous(DispatchRequest request, StubAnswer answer, CancellationToken token)
    {
        if (answer.Delay == TimeSpan.Zero && answer is not StubAnswer.Silence)
        {
            return new(OutcomeOf(request, answer));
        }

        var late = new LateOutcome(token);
        _late.Enqueue(late);
        return answer is StubAnswer.Silence ? late.Outcome : late.In(_time, answer.Delay, () => OutcomeOf(request, answer));
    }

    private DispatchOutcome OutcomeOf(DispatchRequest request, StubAnswer answer)
    {
        switch (answer)
        {
            case StubAnswer.Answer output:
                return new DispatchOutcome.Answered(output.Value, Judgement(output.Status));
            case StubAnswer.Fault fault:
                return DispatchOutcome.Failed(fault.Message, retryable: fault.Retryable);
            case StubAnswer.Acceptance acceptance:
                Schedule(request, acceptance.Then);
                return DispatchOutcome.Accepted;
            default:
                return DispatchOutcome.Succeeded(request.Input);
        }
    }

    private static bool? Judgement(CallbackStatus status) => status switch
    {
        CallbackStatus.Unspecified => null,
        CallbackStatus.Failed => false,
        _ => true,
    };

    private void Schedule(DispatchRequest request, StubCallback? callback)
    {
        if (callback is null)
        {
            return;
        }

        var told = new TaskCallback(request.Task, callback.Status, callback.Output, request.Attempt, request.Epoch);
        Alarm.Set(_time, callback.After, () => _ = DeliverAsync(request.ExecutionId, told));
    }

    private async Task DeliverAsync(string executionId, TaskCallback callback)
    {
        if (_callbacks is null)
        {
            return;
        }

        try
        {
            await _callbacks(executionId, callback).ConfigureAwait(false);
        }
        catch (FlowException)
        {
            // An executor that comes too late is told so, and goes its way; the execution is as it was.
        }
    }
}
