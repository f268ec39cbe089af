using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running;

/// <summary>Calls of this process without an effect outside share a save; nothing is told and nothing acts before its own.</summary>
public sealed class FusingTests : IDispatcher, ICallbackSink
{
    private const string Flow = "fusing:flow";

    private readonly VirtualTime _time = new();
    private readonly Pump _pump = new();
    private readonly RecordingStore _store;
    private readonly List<string> _calls = [];
    private readonly List<int> _savesWhenTold = [];
    private FlowEngine _engine;
    private Func<DispatchRequest, ValueTask<DispatchOutcome>> _answer = _ => new(DispatchOutcome.Succeeded());

    public FusingTests()
    {
        _store = new(_time, VirtualTime.DefaultStart, () => _calls.Count);
        _engine = Builder.Build();
    }

    private FlowEngineBuilder Builder =>
        new FlowEngineBuilder().AddDispatcher("function", this).UseStore(_store).UseTime(_time).UseWorkQueue(_pump);

    [Fact]
    public void Ten_calls_in_a_row_are_saved_once_after_the_start()
    {
        Assert.Equal(ExecutionStatus.Succeed, Run(Chain(10)).Status);
        Assert.Equal(Names(10), _calls);
        Assert.Equal([0, 10], _store.Saves.Select(save => save.CallsBefore));
    }

    [Fact]
    public void Whoever_waits_for_the_end_needs_no_save_of_the_start()
    {
        Assert.Equal(ExecutionStatus.Succeed, RunToTheEnd(Chain(10)).Status);
        Assert.Equal(Names(10), _calls);
        Assert.Equal([10], _store.Saves.Select(save => save.CallsBefore));
    }

    [Fact]
    public void Nothing_is_called_on_the_thread_of_the_caller()
    {
        Add(Chain(1));
        var running = _engine.RunAsync(Flow).AsTask();
        Assert.Empty(_calls);
        _pump.Run();
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(running).Status);
    }

    [Theory]
    [InlineData("mine", null)]
    [InlineData(null, "order 7")]
    public void A_start_that_may_have_been_made_already_is_on_record_first(string? id, string? key)
    {
        var options = new StartOptions { ExecutionId = id, BusinessKey = key };
        RunToTheEnd(Chain(3), options);
        Assert.Equal([0, 3], _store.Saves.Select(save => save.CallsBefore));
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(_engine.RunAsync(Flow, options: options).AsTask()).Status);
        Assert.Equal(3, _calls.Count);
    }

    [Fact]
    public void What_acts_at_the_beginning_goes_out_when_the_start_is_on_record()
    {
        RunToTheEnd($"""
            {Call("a", null)}
              - name: acts
                category: function
                resourceName: function://acts
                next: c
            {Call("c", null)}
            """);
        Assert.Equal([0, 2, 3], _store.Saves.Select(save => save.CallsBefore));
    }

    [Fact]
    public void A_start_that_cannot_be_saved_leaves_nothing_behind()
    {
        using var plain = new PlainThread();
        DispatchRequest? late = null;
        _answer = request =>
        {
            late = request;
            return request.Task == "t1" ? new(new TaskCompletionSource<DispatchOutcome>().Task) : new(DispatchOutcome.Succeeded());
        };
        _store.Refusal = new FlowException(FlowErrorCodes.StoreFull, "The disk is full.");
        Add(Chain(3));
        var running = _engine.RunAsync(Flow).AsTask();
        _pump.Run();
        Assert.Equal(FlowErrorCodes.StoreFull, Assert.Throws<FlowException>(() => Guard.Result(running)).Code);
        Assert.Equal(["t0", "t1"], _calls);
        Assert.Equal(CancelReason.OwnershipLost, late!.CancelReason);
        Assert.Empty(Guard.Result(_engine.ListAsync(new()).AsTask()).Executions);
        Guard.Done(_engine.StopAsync().AsTask());
    }

    [Fact]
    public void What_stands_side_by_side_joins_in_the_same_save()
    {
        Run($$"""
              - { name: start, category: pass, next: "{{string.Join(',', Names(20))}}" }
            {{string.Join('\n', Names(20).Select(name => Call(name, "join")))}}
            {{Call("join", null)}}
            """);
        Assert.Equal([0, 21], _store.Saves.Select(save => save.CallsBefore));
    }

    [Fact]
    public void The_branches_of_a_loop_share_one_save_too()
    {
        Run("""
              - name: loop
                category: foreach
                inputMappings: [ { value: [1, 2, 3], target: $.input.items } ]
                iterationMapping: { collection: $.input.items, item: item }
                outputMappings: [ { source: "$.output.sub_context[*].a", target: $.context.all } ]
                tasks:
                  - { name: a, category: function, resourceName: "function://a", effect: pure, next: b }
                  - { name: b, category: function, resourceName: "function://b", effect: read }
            """);
        Assert.Equal([0, 6], _store.Saves.Select(save => save.CallsBefore));
    }

    [Fact]
    public void What_acts_goes_out_when_everything_before_it_is_on_record()
    {
        Run($"""
            {Call("a", "b")}
            {Call("b", "acts")}
              - name: acts
                category: function
                resourceName: function://acts
                next: c
            {Call("c", "d")}
            {Call("d", null)}
            """);
        Assert.Equal([0, 2, 3, 5], _store.Saves.Select(save => save.CallsBefore));
        Assert.Equal(["a", "b", "acts", "c", "d"], _calls);
    }

    [Fact]
    public void News_of_a_group_is_told_when_it_is_on_record()
    {
        _engine = Builder.AddSink(this).Build();
        Run(Chain(5));
        Assert.Equal(6, _savesWhenTold.Count);
        Assert.All(_savesWhenTold, saves => Assert.Equal(2, saves));
    }

    [Fact]
    public void A_call_that_does_not_come_back_at_once_ends_the_group()
    {
        using var plain = new PlainThread();
        var late = new TaskCompletionSource<DispatchOutcome>();
        _answer = request => request.Task == "t2" ? new(late.Task) : new(DispatchOutcome.Succeeded());
        var execution = Start(Chain(5));
        Assert.Equal([FlowTaskStatus.Succeed, FlowTaskStatus.Succeed, FlowTaskStatus.Running, FlowTaskStatus.NotStarted], Statuses(execution, 4));
        late.SetResult(DispatchOutcome.Succeeded());
        _pump.Run();
        Assert.Equal(Names(5), _calls);
        Assert.Equal(ExecutionStatus.Succeed, Guard.Result(execution.Completion).Status);
    }

    [Fact]
    public void A_call_that_blocks_its_thread_ends_the_group()
    {
        _answer = _ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(2));
            return new(DispatchOutcome.Succeeded());
        };
        Run(Chain(6));
        Assert.InRange(_store.Saves.Count, 6, 8);
    }

    [Fact]
    public void A_long_chain_is_saved_before_it_has_run_too_far()
    {
        Run(Chain(300));
        Assert.Equal(300, _calls.Count);
        Assert.InRange(_store.Saves.Count, 5, 12);
        Assert.All(_store.Saves.Zip(_store.Saves.Skip(1)), pair => Assert.InRange(pair.Second.CallsBefore - pair.First.CallsBefore, 0, 64));
    }

    [Fact]
    public void A_failure_is_retried_within_the_group()
    {
        _answer = request => new(request.Attempt < 3 ? DispatchOutcome.Failed("no") : DispatchOutcome.Succeeded());
        Run("""
              - { name: a, category: function, resourceName: "function://a", effect: read, retry: { maxRetryTimes: 2 }, next: b }
              - { name: b, category: pass }
            """);
        Assert.Equal(["a", "a", "a"], _calls);
        Assert.Equal([0, 3], _store.Saves.Select(save => save.CallsBefore));
    }

    [Fact]
    public void An_operator_is_heard_when_the_group_ends()
    {
        Task? pausing = null;
        _answer = request =>
        {
            pausing ??= _engine.PauseAsync(request.ExecutionId).AsTask();
            return new(DispatchOutcome.Succeeded());
        };
        var execution = Start(Chain(300));
        Guard.Done(pausing!);
        Assert.InRange(_calls.Count, 1, 66);
        Assert.Equal(ExecutionStatus.Paused, Guard.Result(_engine.GetAsync(execution.Id).AsTask())!.Status);
    }

    [Fact]
    public void What_is_decided_by_itself_is_one_turn()
    {
        Run($"""
            {string.Join('\n', Enumerable.Range(0, 40).Select(i => $"  - {{ name: p{i}, category: pass, next: r{i} }}\n  - {{ name: r{i}, category: return, conditions: [$.input.no], next: s{i} }}\n  - {{ name: s{i}, category: switch, switches: [ {{ condition: default, next: p{i + 1} }} ] }}"))}
              - name: p40
                category: choice
                choices: []
            """);
        Assert.Single(_store.Saves, save => save.CallsBefore == 0 && save.Version == 1);
        Assert.InRange(_store.Saves.Count, 1, 2);
    }

    ValueTask<DispatchOutcome> IDispatcher.DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        _calls.Add(request.Task);
        return _answer(request);
    }

    ValueTask ICallbackSink.DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        _savesWhenTold.Add(_store.Saves.Count);
        return default;
    }

    private FlowResult Run(string tasks) => Guard.Result(Start(tasks).Completion);

    private FlowResult RunToTheEnd(string tasks, StartOptions? options = null)
    {
        Add(tasks);
        var running = _engine.RunAsync(Flow, options: options).AsTask();
        _pump.Run();
        return Guard.Result(running);
    }

    private FlowExecution Start(string tasks)
    {
        Add(tasks);
        var execution = Guard.Result(_engine.StartAsync(Flow).AsTask());
        _pump.Run();
        return execution;
    }

    private void Add(string tasks) => _engine.Flows.Add(FlowYaml.Load($"workspace: fusing\ndagName: flow\ntasks:\n{tasks}\n"));

    private IEnumerable<FlowTaskStatus> Statuses(FlowExecution execution, int tasks) =>
        Guard.Result(_engine.GetAsync(execution.Id).AsTask())!.Tasks.Values.Take(tasks).Select(task => task.Status);

    private static IEnumerable<string> Names(int tasks) => Enumerable.Range(0, tasks).Select(i => $"t{i}");

    private static string Chain(int tasks) => string.Join('\n', Enumerable.Range(0, tasks).Select(i => Call($"t{i}", i < tasks - 1 ? $"t{i + 1}" : null)));

    private static string Call(string name, string? next) =>
        $"  - {{ name: {name}, category: function, resourceName: 'function://{name}', effect: pure{(next is null ? string.Empty : $", next: {next}")} }}";
}
