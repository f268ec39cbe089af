using FlowKit.Callbacks;
using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Testing.Pumping;
using FlowKit.Values;

namespace FlowKit.Tests.Fuzzing;

/// <summary>
/// One flow on an engine in virtual time, on this thread alone: executors answer by chance, time passes, callers and operators do what they
/// like. Only a <see cref="FlowException"/> may come of it, and at last the execution can be brought to an end.
/// </summary>
internal sealed class FlowTrial
{
    private const int MostSteps = 25;

    // Only a fault of the engine takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly FlowEngineOptions Options = new()
    {
        RunLimits = new() { LoopItems = 200, ContextBytes = 200_000, ValueBytes = 100_000, SubFlowDepth = 2 }, HotExecutions = 4, KeptFor = TimeSpan.MaxValue,
    };

    private readonly VirtualTime _time = new();
    private readonly PumpedWorkQueue _queue = new();
    private readonly List<EngineNotice> _notices = [];
    private readonly FlowDescriptor _flow;
    private readonly Random _random;
    private readonly RandomValue _values;
    private readonly FlowEngine _engine;

    public FlowTrial(FlowDescriptor flow, Random random)
    {
        _flow = flow;
        _random = random;
        _values = new(random, FlowWords.NamesIn(flow.Text ?? string.Empty));
        var builder = new FlowEngineBuilder { Options = Options }.FillSecrets(dispatcher => dispatcher);
        var dispatcher = new WhimsicalDispatcher(random, _values, _time);
        foreach (var protocol in FlowTestBedOptions.DefaultProtocols)
        {
            builder.AddDispatcher(protocol, dispatcher);
        }

        _engine = builder.UseTime(_time).UseSeed(random.Next()).UseWorkQueue(_queue).OnNotice(_notices.Add).Build();
    }

    public void Run()
    {
        if (!TryAdd() || Await(_engine.StartAsync($"{_flow.Name}:{_flow.Alias}", _values.Object(4)).AsTask()) is not { } execution)
        {
            return;
        }

        for (var step = 0; step < MostSteps; step++)
        {
            Step(execution.Id);
        }

        End(execution);
        Assert.DoesNotContain(_notices, notice => notice.Exception is not null and not FlowException and not WhimsicalDispatcher.Whim);
    }

    /// <summary>What validates is taken, and so can be planned, unless it asks for a document that nobody has.</summary>
    private bool TryAdd()
    {
        try
        {
            _engine.Flows.Add(_flow);
            return true;
        }
        catch (FlowRefusedException refusal)
        {
            Assert.Contains(refusal.Diagnostics, one => one.Code == FlowErrorCodes.ResourceDocumentUnknown);
            return false;
        }
    }

    private void Step(string id)
    {
        var task = _random.Next(3) > 0 ? Instance(id) : "nobody";
        switch (_random.Next(16))
        {
            case 0:
                Await(_engine.CompleteTaskAsync(id, new(task, (CallbackStatus)_random.Next(4), _values.Any(3))).AsTask());
                break;
            case 1:
                Await(_engine.WakeAsync(id, task, _values.Object(3)));
                break;
            case 2:
                Await(_random.Next(2) == 0 ? _engine.PauseAsync(id) : _engine.ResumeAsync(id));
                break;
            case 3:
                Await(_random.Next(2) == 0 ? _engine.SkipAsync(id, task) : _engine.RunTaskAsync(id, task));
                break;
            case 4:
                Await(_random.Next(2) == 0 ? _engine.RetryFromFailedAsync(id) : _engine.RetryAsync(id, [task, Instance(id)]));
                break;
            case 5 when _random.Next(8) == 0:
                Await(_random.Next(2) == 0 ? _engine.CancelAsync(id) : _engine.RestartAsync(id));
                break;
            default:
                Pass();
                break;
        }
    }

    private void Pass()
    {
        if (_time.NextDue is { } next)
        {
            _time.Advance(next - _time.GetUtcNow());
        }

        Pump();
    }

    private void End(FlowExecution execution)
    {
        if (View(execution.Id).Status is ExecutionStatus.Running or ExecutionStatus.Paused or ExecutionStatus.NotStarted or ExecutionStatus.KeySucceed)
        {
            Await(_engine.CancelAsync(execution.Id));
        }

        var view = View(execution.Id);
        Assert.True(view.EndedAt is not null, $"{view.Status} after it was cancelled");
        Assert.NotEmpty(view.Context.ToJson());
        foreach (var task in view.Tasks.Values)
        {
            Assert.NotEmpty(task.Input.ToJson() + task.Output.ToJson());
            Assert.DoesNotContain(task.MappingFaults, fault => fault.Code.Length == 0 || fault.Message.Length == 0);
        }
    }

    private string Instance(string id)
    {
        var names = View(id).Tasks.Keys.ToArray();
        return names.Length == 0 ? "none" : names[_random.Next(names.Length)];
    }

    private ExecutionView View(string id)
    {
        var asked = _engine.GetAsync(id).AsTask();
        Drive(asked);
        return asked.GetAwaiter().GetResult() ?? throw new InvalidOperationException("The execution is gone.");
    }

    private void Await(ValueTask operation) => Await(Answer(operation));

    private static async Task<object> Answer(ValueTask operation)
    {
        await operation;
        return operation;
    }

    /// <summary>The result; nothing when the engine refuses.</summary>
    private T? Await<T>(Task<T> operation)
    {
        Drive(operation);
        try
        {
            return operation.GetAwaiter().GetResult();
        }
        catch (FlowException)
        {
            return default;
        }
    }

    private void Drive(Task operation)
    {
        Pump();
        while (!operation.IsCompleted)
        {
            // Its end may stand on another thread for a moment.
            Assert.True(Task.WhenAny(operation, _queue.ArrivalAsync(CancellationToken.None)).Wait(Patience), "An operation does not end.");
            Pump();
        }
    }

    private void Pump() => Assert.True(_queue.RunUntilIdleAsync(CancellationToken.None).IsCompletedSuccessfully, "The engine waits for something outside.");
}
