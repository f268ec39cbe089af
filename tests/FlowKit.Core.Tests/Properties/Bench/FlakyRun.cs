using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>
/// An engine whose store fails every now and then, running a flow in which it makes no difference when things happen. The world repeats
/// what was not acknowledged and nothing else.
/// </summary>
internal sealed class FlakyRun : IDispatcher
{
    private const int ManyRounds = 10_000;
    private readonly FateBook _fates;
    private readonly Dictionary<string, TaskModel> _tasks;
    private readonly VirtualTime _time = new();
    private readonly Pump _pump = new();
    private readonly PriorityQueue<Action, long> _agenda = new();
    private readonly List<Ask> _asked = [];
    private readonly Dictionary<string, int> _woken = [];
    private readonly InMemoryStateStore _kept;
    private readonly FlowEngine _engine;
    private FlowExecution? _execution;

    private FlakyRun(FlowModel flow, RunMode mode)
    {
        _fates = new(flow);
        _tasks = flow.All.ToDictionary(task => task.Name);
        _kept = new(new FlowEngineOptions(), _time);
        Store = new(_kept, new Random(flow.Seed));
        _engine = new FlowEngineBuilder { Options = mode.Options }
            .AddDispatcher("test", this)
            .AddDispatcher("function", this)
            .AddSink(News)
            .AddFlow(ModelDescriptor.Of(flow))
            .UseStore(Store)
            .UseTime(_time)
            .UseSeed(flow.Seed)
            .UseWorkQueue(_pump)
            .Build();
    }

    public FlakyStore Store { get; }

    public News News { get; } = new();

    public List<(string Task, int Attempt, string Input)> Calls { get; } = [];

    public FlowResult? Result => _execution is { Completion.IsCompleted: true } ended ? Guard.Result(ended.Completion) : null;

    public ExecutionView View
    {
        get
        {
            while (true)
            {
                try
                {
                    return Guard.Result(_engine.GetAsync(EngineRun.ExecutionId).AsTask())!;
                }
                catch (IOException)
                {
                    // It will be there in a moment.
                }
            }
        }
    }

    public static FlakyRun Run(FlowModel flow, RunMode mode)
    {
        using var plain = new PlainThread();
        var run = new FlakyRun(flow, mode);
        run.Send(new("start", async () => run._execution = await run._engine.StartAsync(
            FlowModel.Name, FlowValue.From(FlowModel.Submitted), new() { ExecutionId = EngineRun.ExecutionId })));
        for (var rounds = 0; run.Rest(); rounds++)
        {
            Assert.True(rounds < ManyRounds, "The engine never comes to an end.");
        }

        return run;
    }

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        Calls.Add((request.Task, request.Attempt, Canonical.Of(request.Input.ToJsonNode())));
        var fate = _fates.Of(_tasks[request.TaskName], request.Task, request.Attempt);
        if (fate is Fate.IsAccepted accepted)
        {
            var told = accepted.Callbacks[0];
            After(told.After, () => Send(new($"callback {request.Task}", async () => await _engine.CompleteTaskAsync(
                EngineRun.ExecutionId,
                new(request.Task, told.Status, told.Output is { } output ? FlowValue.From(output) : default, request.Attempt)))));
        }

        if (fate.After == 0)
        {
            return new(Outcome(fate));
        }

        var answer = new TaskCompletionSource<DispatchOutcome>();
        After(fate.After, () =>
        {
            if (fate is Fate.Throws)
            {
                answer.SetException(new InvalidOperationException("fated"));
            }
            else
            {
                answer.SetResult(Outcome(fate));
            }
        });
        return new(answer.Task);
    }

    private DispatchOutcome Outcome(Fate fate) => fate switch
    {
        Fate.Answers { SaysFailed: true } answers => DispatchOutcome.FailedWith(FlowValue.From(answers.Output)),
        Fate.Answers answers => DispatchOutcome.Succeeded(FlowValue.From(answers.Output)),
        Fate.Breaks breaks => DispatchOutcome.Failed(
            "fated", retryable: breaks.Retryable, notBefore: breaks.NotBefore == 0 ? null : _time.GetUtcNow().AddTicks(breaks.NotBefore)),
        Fate.Throws => throw new InvalidOperationException("fated"),
        _ => DispatchOutcome.Accepted,
    };

    private void After(long ticks, Action happens) => _agenda.Enqueue(happens, Now + ticks);

    private long Now => _time.GetUtcNow().UtcTicks;

    private void Send(Ask ask)
    {
        ask.Send();
        _asked.Add(ask);
    }

    /// <summary>Lets everything happen that comes by itself, then repeats or wakes; false when there is nothing more to do.</summary>
    private bool Rest()
    {
        _pump.Run();
        while (Next() is { } next)
        {
            _time.Advance(TimeSpan.FromTicks(Math.Max(0, next - Now)));
            while (_agenda.TryPeek(out _, out var at) && at <= Now)
            {
                _agenda.Dequeue()();
            }

            _pump.Run();
        }

        var again = _asked.Where(ask => !ask.IsTaken()).ToList();
        _asked.Clear();
        again.ForEach(Send);
        return again.Count > 0 || WakeSomebody();
    }

    private long? Next()
    {
        long?[] times = [_time.NextDue?.UtcTicks, _agenda.TryPeek(out _, out var at) ? at : null];
        return times.Min();
    }

    private bool WakeSomebody()
    {
        var view = View;
        var waiting = view.Status.IsEnded() ? [] : view.Tasks.Values
            .Where(task => task is { Category: Descriptors.TaskCategory.Suspense, Status: FlowTaskStatus.Running })
            .ToList();
        foreach (var task in waiting)
        {
            _woken[task.Name] = _woken.GetValueOrDefault(task.Name) + 1;
            var data = FlowValue.Object((SuspenseWords.Key, _fates.Wake(task.Name, _woken[task.Name]).Word));
            Send(new($"wake {task.Name}", () => _engine.WakeAsync(EngineRun.ExecutionId, task.Name, data).AsTask()));
        }

        return waiting.Count > 0;
    }
}
