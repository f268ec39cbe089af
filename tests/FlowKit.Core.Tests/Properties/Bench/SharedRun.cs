using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Core.Tests.Running.Sharing;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>
/// Three engines on one store that freeze, wake, die and lose their answers between any two pieces of work, running a flow in which it makes no
/// difference when things happen. An executor that is called again goes on where it was; the world repeats what was not acknowledged and nothing else.
/// </summary>
internal sealed class SharedRun : IDispatcher
{
    private const int Engines = 3;
    private const int ManySteps = 200_000;

    private readonly FateBook _fates;
    private readonly Dictionary<string, TaskModel> _tasks;
    private readonly FlowModel _flow;
    private readonly Random _chance;
    private readonly VirtualTime _time = new();
    private readonly InMemoryStateStore _store;
    private readonly List<Node> _nodes = [];
    private readonly List<WeakStore> _ways = [];
    private readonly PriorityQueue<Action, long> _agenda = new();
    private readonly List<SharedAsk> _asked = [];
    private readonly Dictionary<string, long> _firstSent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _woken = [];
    private int _blows;
    private (long Version, long Since) _quiet;

    private SharedRun(FlowModel flow, int blows)
    {
        _flow = flow;
        _fates = new(flow);
        _tasks = flow.All.ToDictionary(task => task.Name);
        _chance = new Random(flow.Seed);
        _blows = blows;
        _store = new(new FlowEngineOptions(), _time);
        while (_nodes.Count < Engines)
        {
            Join();
        }
    }

    public News News { get; } = new();

    /// <summary>Every call, also those that were repeated.</summary>
    public List<(string Task, int Attempt, string Input)> Calls { get; } = [];

    public IReadOnlyCollection<string> Keys => _firstSent.Keys;

    public FlowResult? Result { get; private set; }

    public ExecutionView View
    {
        get
        {
            var asked = Living.Engine.GetAsync(EngineRun.ExecutionId).AsTask();
            while (_nodes.Any(node => node.TryWork()))
            {
            }

            return Guard.Result(asked)!;
        }
    }

    /// <summary>What is left to do in the store.</summary>
    public IEnumerable<string> Open => _store.ListOpenAsync(default).ToBlockingEnumerable().Select(header => header.ExecutionId);

    /// <summary>Where everything stands, for people.</summary>
    private string Standing => $"{_time.Elapsed}, {_agenda.Count} to come, asked {string.Join(", ", _asked.Select(ask => ask.What))}, " +
        $"notices {string.Join(", ", _nodes.SelectMany(node => node.Notices).Select(notice => notice.Message).Distinct().Take(5))}, " +
        Guard.Result(_store.LoadAsync(EngineRun.ExecutionId, default).AsTask())?.Header;

    private long Now => _time.GetUtcNow().UtcTicks;

    private Node Living => _nodes.Last(node => !node.IsDead);

    public static SharedRun Run(FlowModel flow, int blows)
    {
        using var plain = new PlainThread();
        var run = new SharedRun(flow, blows);
        run.Ask(new("start", async engine => await engine.StartAsync(
            FlowModel.Name, FlowValue.From(FlowModel.Submitted), new() { ExecutionId = EngineRun.ExecutionId })));
        for (var steps = 0; run.Step(); steps++)
        {
            Assert.True(steps < ManySteps, $"The engines never come to an end: {run.Standing}");
        }

        run.Wait();
        return run;
    }

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        Calls.Add((request.Task, request.Attempt, Canonical.Of(request.Input.ToJsonNode())));
        var fate = _fates.Of(_tasks[request.TaskName], request.Task, request.Attempt);
        if (_firstSent.TryAdd(request.IdempotencyKey, Now) && fate is Fate.IsAccepted accepted)
        {
            var told = accepted.Callbacks[0];
            After(told.After, () => Ask(new($"callback {request.Task}", async engine => await engine.CompleteTaskAsync(
                EngineRun.ExecutionId,
                new(request.Task, told.Status, told.Output is { } output ? FlowValue.From(output) : default, request.Attempt)))));
        }

        var left = _firstSent[request.IdempotencyKey] + fate.After - Now;
        if (left <= 0)
        {
            return new(Outcome(fate));
        }

        var answer = new TaskCompletionSource<DispatchOutcome>();
        After(left, () => Answer(answer, fate));
        return new(answer.Task);
    }

    private void Answer(TaskCompletionSource<DispatchOutcome> answer, Fate fate)
    {
        if (fate is Fate.Throws)
        {
            answer.SetException(new InvalidOperationException("fated"));
        }
        else
        {
            answer.SetResult(Outcome(fate));
        }
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

    private void Ask(SharedAsk ask) => _asked.Add(ask);

    /// <summary>One more engine, whose clock may be wrong by minutes.</summary>
    private void Join()
    {
        var skew = _chance.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(_chance.Next(-600, 600));
        var way = new WeakStore(_store);
        var node = new Node(_nodes.Count, _time, node => new HoppingStore(way, node), skew, (_, builder) =>
        {
            builder.Options = builder.Options with { HotExecutions = _chance.Next(2) * FlowEngineOptions.DefaultHotExecutions };
            builder.AddDispatcher("test", this).AddSink(News).AddFlow(ModelDescriptor.Of(_flow));
        });
        _nodes.Add(node);
        _ways.Add(way);
        _ = node.Engine.RecoverAsync().AsTask();
    }

    /// <summary>One piece of work, or a blow, or the next instant; false when the execution is over and owed nothing.</summary>
    private bool Step()
    {
        if (_blows > 0 && _chance.Next(30) == 0)
        {
            _blows--;
            Blow();
        }

        Send();
        var working = _nodes.Where(node => node.IsWorking).ToList();
        var first = working.Count == 0 ? 0 : _chance.Next(working.Count);
        for (var i = 0; i < working.Count; i++)
        {
            if (working[(first + i) % working.Count].TryWork())
            {
                return true;
            }
        }

        _asked.RemoveAll(ask => ask.IsTaken());
        if (_asked.Any(ask => ask.IsToBeSent) && _nodes.Any(node => node.IsWorking))
        {
            return true;
        }

        if (_asked.Count > 0 || _agenda.Count > 0)
        {
            _quiet = default;
        }
        else if (Waits() is { } header)
        {
            return !header.Status.IsEnded() && WakeSomebody();
        }

        Pass();
        return true;
    }

    // Whoever calls back finds an engine that listens.
    private void Send()
    {
        var listening = _nodes.Where(node => node.IsWorking).ToList();
        if (listening.Count > 0)
        {
            foreach (var ask in _asked.Where(ask => ask.IsToBeSent))
            {
                ask.Send(listening[_chance.Next(listening.Count)]);
            }
        }
    }

    private void Blow()
    {
        _quiet = default;
        var node = _nodes.Where(node => !node.IsDead).ElementAt(_chance.Next(Engines));
        switch (_chance.Next(4))
        {
            case 0:
                node.Kill();
                Join();
                break;
            case 1:
                _ways[node.Number].CutNextSave(isKept: _chance.Next(3) > 0);
                break;
            default:
                Freeze(node);
                break;
        }
    }

    private void Freeze(Node node)
    {
        if (node.IsFrozen)
        {
            return;
        }

        node.Freeze();
        After(TimeSpan.FromSeconds(_chance.Next(1, 60)).Ticks, () =>
        {
            if (!node.IsDead)
            {
                node.Wake();
            }
        });
    }

    /// <summary>The header when nothing has happened for so long that nothing happens by itself any more; null while something may.</summary>
    private ExecutionHeader? Waits()
    {
        var stored = Guard.Result(_store.LoadAsync(EngineRun.ExecutionId, default).AsTask());
        if (stored is not { Header.NextDue: null } || stored.Version != _quiet.Version || !_nodes.All(node => node.IsDead || node.IsWorking))
        {
            _quiet = (stored?.Version ?? 0, Now);
            return null;
        }

        return Now - _quiet.Since > 2 * FlowEngineOptions.DefaultLease.Ticks ? stored.Header : null;
    }

    private void Pass()
    {
        long?[] times = [_time.NextDue?.UtcTicks, _agenda.TryPeek(out _, out var at) ? at : null];
        _time.Advance(TimeSpan.FromTicks(Math.Max(0, times.Min()!.Value - Now)));
        while (_agenda.TryPeek(out _, out at) && at <= Now)
        {
            _agenda.Dequeue()();
        }
    }

    private bool WakeSomebody()
    {
        var waiting = View.Tasks.Values
            .Where(task => task is { Category: Descriptors.TaskCategory.Suspense, Status: FlowTaskStatus.Running })
            .ToList();
        foreach (var task in waiting)
        {
            _woken[task.Name] = _woken.GetValueOrDefault(task.Name) + 1;
            var data = FlowValue.Object((SuspenseWords.Key, _fates.Wake(task.Name, _woken[task.Name]).Word));
            Ask(new($"wake {task.Name}", engine => engine.WakeAsync(EngineRun.ExecutionId, task.Name, data).AsTask()));
        }

        Assert.True(waiting.Count > 0, $"The execution waits for nobody and has not ended: {Standing}");
        return true;
    }

    /// <summary>Whoever asks for the end now is told, wherever he asks.</summary>
    private void Wait()
    {
        var waiting = _nodes.Where(node => !node.IsDead).Select(node => node.Engine.WaitAsync(EngineRun.ExecutionId).AsTask()).ToList();
        while (_nodes.Any(node => node.TryWork()))
        {
        }

        foreach (var wait in waiting)
        {
            Result = Guard.Result(wait);
        }
    }
}
