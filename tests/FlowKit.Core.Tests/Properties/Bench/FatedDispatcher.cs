using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>
/// Executors whose answers are fated. An executor begins when an attempt is first sent to it; one that is sent again, after a crash, goes on
/// where it was, as an executor does that knows idempotency keys.
/// </summary>
internal sealed class FatedDispatcher : IDispatcher
{
    private readonly Dictionary<string, TaskModel> _tasks;
    private readonly Dictionary<(string, int), long> _firstSent;
    private readonly FateBook _fates;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _start;
    private readonly SortedSet<(long At, int Order)> _dueOrder = [];
    private readonly Dictionary<int, Action> _due = [];
    private int _order;

    public FatedDispatcher(FlowModel flow, RefResult expected, TimeProvider time, DateTimeOffset start)
    {
        _tasks = flow.All.ToDictionary(task => task.Name);
        _firstSent = expected.Calls.ToDictionary(call => (call.Task, call.Attempt), call => call.At);
        _fates = new(flow);
        _time = time;
        _start = start;
    }

    /// <summary>Looks at each request when it comes.</summary>
    public Action<DispatchRequest>? Looks { get; set; }

    /// <summary>What was sent here.</summary>
    public List<RefCall> Calls { get; } = [];

    public List<string> IdempotencyKeys { get; } = [];

    /// <summary>When the next answer is due; null when none is.</summary>
    public long? NextDue => _dueOrder.Count == 0 ? null : _dueOrder.Min.At;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        Looks?.Invoke(request);
        var now = Now;
        Calls.Add(new(request.Task, request.Attempt, now, Canonical.Of(request.Input.ToJsonNode())));
        IdempotencyKeys.Add(request.IdempotencyKey);
        var fate = _fates.Of(_tasks[request.TaskName], request.Task, request.Attempt);
        var answer = new TaskCompletionSource<DispatchOutcome>();
        if (fate is Fate.Hangs)
        {
            return new(answer.Task);
        }

        var due = _firstSent.GetValueOrDefault((request.Task, request.Attempt), now) + fate.After;
        if (due <= now)
        {
            return new(Outcome(fate, due));
        }

        var order = ++_order;
        _dueOrder.Add((due, order));
        _due[order] = () => Answer(answer, fate, due);
        return new(answer.Task);
    }

    /// <summary>Gives every answer that is due.</summary>
    public void AnswerDue()
    {
        while (_dueOrder.Count > 0 && _dueOrder.Min.At <= Now)
        {
            var next = _dueOrder.Min;
            _dueOrder.Remove(next);
            _due.Remove(next.Order, out var answer);
            answer!();
        }
    }

    private long Now => (_time.GetUtcNow() - _start).Ticks;

    private void Answer(TaskCompletionSource<DispatchOutcome> answer, Fate fate, long due)
    {
        if (fate is Fate.Throws)
        {
            answer.SetException(new InvalidOperationException("fated"));
        }
        else
        {
            answer.SetResult(Outcome(fate, due));
        }
    }

    private DispatchOutcome Outcome(Fate fate, long due) => fate switch
    {
        Fate.Answers { SaysFailed: true } answers => DispatchOutcome.FailedWith(FlowValue.From(answers.Output)),
        Fate.Answers answers => DispatchOutcome.Succeeded(FlowValue.From(answers.Output)),
        Fate.Breaks breaks => DispatchOutcome.Failed(
            "fated", retryable: breaks.Retryable, notBefore: breaks.NotBefore == 0 ? null : _start.AddTicks(due + breaks.NotBefore)),
        Fate.Throws => throw new InvalidOperationException("fated"),
        _ => DispatchOutcome.Accepted,
    };
}
