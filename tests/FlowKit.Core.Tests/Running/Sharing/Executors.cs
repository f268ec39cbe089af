using FlowKit.Dispatching;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>What the engines call: every call stays open until it is answered.</summary>
internal sealed class Executors
{
    private readonly List<(ExecutorCall Call, TaskCompletionSource<DispatchOutcome> Answer)> _open = [];

    /// <summary>Every call so far.</summary>
    public List<ExecutorCall> Calls { get; } = [];

    /// <summary>Answers at once; null leaves the call open.</summary>
    public Func<ExecutorCall, DispatchOutcome?> Answers { get; set; } = _ => null;

    public IEnumerable<string> Keys(string task) => Calls.Where(call => call.Request.Task == task).Select(call => call.Request.IdempotencyKey);

    public IDispatcher Of(int node) => new One(this, node);

    /// <summary>Answers the open calls of a task, from whatever engine they came.</summary>
    public void Answer(string task, DispatchOutcome outcome)
    {
        var answered = _open.Where(one => one.Call.Request.Task == task).ToList();
        Assert.NotEmpty(answered);
        _open.RemoveAll(answered.Contains);
        answered.ForEach(one => one.Answer.TrySetResult(outcome));
    }

    private ValueTask<DispatchOutcome> Call(ExecutorCall call)
    {
        Calls.Add(call);
        if (Answers(call) is { } outcome)
        {
            return new(outcome);
        }

        var answer = new TaskCompletionSource<DispatchOutcome>();
        _open.Add((call, answer));
        return new(answer.Task);
    }

    private sealed class One(Executors executors, int node) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
            executors.Call(new(node, request, cancellationToken));
    }
}
