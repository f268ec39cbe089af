using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Running;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>One engine that runs a flow in virtual time while the world answers as the reference foretold, from the start or from a crash on.</summary>
internal sealed class EngineRun
{
    public const string ExecutionId = "property:random_c_1";

    private readonly RefResult _expected;
    private readonly VirtualTime _time;
    private readonly DateTimeOffset _start = VirtualTime.DefaultStart;
    private readonly Pump _pump = new();
    private readonly FlowEngine _engine;
    private readonly string _id;
    private Task<FlowResult>? _completion;

    private EngineRun(FlowModel flow, RefResult expected, RunMode mode, long begin)
    {
        _expected = expected;
        _time = new(_start.AddTicks(begin));
        Dispatcher = new(flow, expected, _time, _start);
        Store = new(_time, _start, () => Dispatcher.Calls.Count);
        _engine = new FlowEngineBuilder { Options = mode.Options }
            .AddDispatcher("test", Dispatcher)
            .AddDispatcher("function", Dispatcher)
            .AddSink(News)
            .AddFlow(ModelDescriptor.Of(flow))
            .UseStore(Store)
            .UseTime(_time)
            .UseSeed(flow.Seed)
            .UseWorkQueue(_pump)
            .OnNotice(Notices.Add)
            .Build();

        // What the engine itself is going to make of its seed.
        _id = mode.IsAwaited ? new IdSource(new Random(flow.Seed), new VirtualTime(_start)).NewExecutionId(FlowModel.Name) : ExecutionId;
    }

    public RecordingStore Store { get; }

    public FatedDispatcher Dispatcher { get; }

    public News News { get; } = new();

    public List<EngineNotice> Notices { get; } = [];

    /// <summary>What was answered to what came from outside, and what had to be.</summary>
    public List<(OutsideEvent Event, OutsideReply Answer)> Replies { get; } = [];

    public FlowRegistry Flows => _engine.Flows;

    /// <summary>What whoever waits for the end is told.</summary>
    public FlowResult Result => Guard.Result(_completion!);

    public ExecutionView View => Guard.Result(_engine.GetAsync(_id).AsTask())!;

    public ExecutionHistory History => Guard.Result(_engine.GetHistoryAsync(_id).AsTask())!;

    /// <summary>From the start to the end.</summary>
    public static EngineRun Run(FlowModel flow, RefResult expected, RunMode mode) => RunUntil(flow, expected, mode, long.MaxValue);

    /// <summary>From the start to the end; somebody looks at each request and at what is on record then.</summary>
    public static EngineRun Run(FlowModel flow, RefResult expected, RunMode mode, Action<DispatchRequest, ExecutionView> looks)
    {
        var run = new EngineRun(flow, expected, mode, begin: 0);
        run.Dispatcher.Looks = request => looks(request, run.View);
        return run.LiveUntil(flow, long.MaxValue);
    }

    /// <summary>From the start to a time, that included.</summary>
    public static EngineRun RunUntil(FlowModel flow, RefResult expected, RunMode mode, long until) =>
        new EngineRun(flow, expected, mode, begin: 0).LiveUntil(flow, until);

    /// <summary>
    /// A new engine on what a store held when the one before it crashed, at the time of the last save. What came from outside at that time
    /// comes again, for nobody knows whether it was taken.
    /// </summary>
    public static EngineRun Resume(FlowModel flow, RefResult expected, RunMode mode, IReadOnlyList<SavedBytes> saves) =>
        GoOn(flow, expected, mode, saves, saves[^1].At, from: saves[^1].At, until: long.MaxValue);

    /// <summary>A new engine on what a store held when the one before it had been stopped, up to a time.</summary>
    public static EngineRun GoOn(FlowModel flow, RefResult expected, RunMode mode, IReadOnlyList<SavedBytes> saves, long stoppedAt, long until) =>
        GoOn(flow, expected, mode, saves, stoppedAt, from: stoppedAt + 1, until);

    /// <summary>Stops the engine in the middle of whatever is out.</summary>
    public void Stop()
    {
        using var plain = new PlainThread();
        var stopping = _engine.StopAsync().AsTask();
        _pump.Run();
        Guard.Done(stopping);
        Assert.ThrowsAny<FlowException>(() => Guard.Done(_engine.CancelAsync(_id).AsTask()));
    }

    private EngineRun LiveUntil(FlowModel flow, long until)
    {
        using var plain = new PlainThread();
        var options = new StartOptions { ExecutionId = _id == ExecutionId ? _id : null, Targets = flow.Targets, Force = flow.Force };
        var submitted = FlowValue.From(FlowModel.Submitted);
        _completion = options.ExecutionId is null
            ? _engine.RunAsync(FlowModel.Name, submitted, options).AsTask()
            : Guard.Result(_engine.StartAsync(FlowModel.Name, submitted, options).AsTask()).Completion;
        Live(from: 0, until);
        return this;
    }

    private static EngineRun GoOn(
        FlowModel flow, RefResult expected, RunMode mode, IReadOnlyList<SavedBytes> saves, long at, long from, long until)
    {
        using var plain = new PlainThread();
        var run = new EngineRun(flow, expected, mode, at);
        run.Store.Restore(run._id, saves);
        run._completion = run._engine.WaitAsync(run._id).AsTask();
        Guard.Done(run._engine.RecoverAsync().AsTask());
        run.Live(from, until);
        return run;
    }

    private void Live(long from, long until)
    {
        var outside = new Queue<OutsideEvent>(_expected.Outside.Where(one => one.At >= from).OrderBy(one => one.At));
        _pump.Run();
        while (Next(outside) is { } next && next <= until)
        {
            _time.Advance(_start.AddTicks(next) - _time.GetUtcNow());
            Dispatcher.AnswerDue();
            _pump.Run();
            while (outside.TryPeek(out var one) && one.At <= next)
            {
                Deliver(outside.Dequeue());
            }
        }
    }

    private long? Next(Queue<OutsideEvent> outside)
    {
        long?[] times = [(_time.NextDue - _start)?.Ticks, Dispatcher.NextDue, outside.TryPeek(out var one) ? one.At : null];
        return times.Min() is { } next ? Math.Max(next, (_time.GetUtcNow() - _start).Ticks) : null;
    }

    private void Deliver(OutsideEvent one)
    {
        Task<CallbackAnswer> asked = one switch
        {
            OutsideEvent.Callback callback => _engine.CompleteTaskAsync(
                _id,
                new(callback.Task, callback.Told.Status, callback.Told.Output is { } output ? FlowValue.From(output) : default, callback.Told.Attempt)).AsTask(),
            OutsideEvent.Wake wake => Accepted(_engine.WakeAsync(
                _id, wake.Task, FlowValue.Object((SuspenseWords.Key, wake.Word)))),
            OutsideEvent.Pause => Accepted(_engine.PauseAsync(_id)),
            OutsideEvent.Resume => Accepted(_engine.ResumeAsync(_id)),
            _ => Accepted(_engine.CancelAsync(_id)),
        };
        _pump.Run();
        Replies.Add((one, Answer(asked)));
    }

    private static async Task<CallbackAnswer> Accepted(ValueTask asked)
    {
        await asked;
        return CallbackAnswer.Accepted;
    }

    private static OutsideReply Answer(Task<CallbackAnswer> asked)
    {
        try
        {
            return Guard.Result(asked) == CallbackAnswer.Accepted ? OutsideReply.Accepted : OutsideReply.Duplicate;
        }
        catch (FlowException)
        {
            return OutsideReply.Refused;
        }
    }
}
