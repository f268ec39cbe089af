using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Testing;

public sealed class FlowTestBedTests
{
    private const string OneCall = """
        workspace: shop
        dagName: order
        tasks:
          - { name: work, category: function, resourceName: function://work, outputMappings: [{ source: $.output.n, target: $.context.n }] }
        """;

    private static readonly FlowValue One = FlowValue.Object(("n", 1));

    [Fact]
    public async Task What_can_happen_at_once_has_happened_when_a_start_returns()
    {
        var bed = Bed(OneCall);
        bed.Stubs.On("work", StubAnswer.Output(One));
        var execution = await bed.StartAsync("shop:order");
        Assert.True(execution.Completion.IsCompleted);
        Assert.Equal(TimeSpan.Zero, bed.Time.Elapsed);
        Assert.Equal(One, (await execution.Completion).Context);
    }

    [Fact]
    public async Task Nothing_happens_by_itself_and_an_advance_stops_at_its_end()
    {
        var bed = Bed(OneCall);
        bed.Stubs.On("work", StubAnswer.Output(One).After(TimeSpan.FromHours(5)));
        var execution = await bed.StartAsync("shop:order");
        Assert.Equal(VirtualTime.DefaultStart.AddHours(5), bed.Time.NextDue);

        await bed.AdvanceAsync(TimeSpan.FromHours(5) - TimeSpan.FromTicks(1));
        Assert.Equal(ExecutionStatus.Running, (await bed.GetAsync(execution.Id)).Status);
        await bed.AdvanceAsync(TimeSpan.FromTicks(1));
        Assert.Equal(ExecutionStatus.Succeed, (await bed.GetAsync(execution.Id)).Status);
        Assert.Equal(TimeSpan.FromHours(5), bed.Time.Elapsed);
    }

    [Fact]
    public async Task A_run_lets_as_much_time_pass_as_it_needs()
    {
        var bed = Bed(OneCall);
        bed.Stubs.On("work", StubAnswer.Output(One).After(TimeSpan.FromHours(3)));
        Assert.True((await bed.RunAsync("shop:order")).Succeeded);
        Assert.Equal(TimeSpan.FromHours(3), bed.Time.Elapsed);
    }

    [Fact]
    public async Task A_run_that_waits_for_the_outside_says_so()
    {
        var bed = Bed(OneCall);
        bed.Stubs.On("work", StubAnswer.Hang);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => bed.RunAsync("shop:order"));
        Assert.Contains("it waits for something from outside", fault.Message, StringComparison.Ordinal);

        var late = Bed(OneCall);
        late.Stubs.On("work", StubAnswer.Output(One).After(TimeSpan.FromSeconds(11)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => late.RunAsync("shop:order", within: TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Calls_and_news_are_kept_in_their_order_with_their_time()
    {
        var bed = Bed(OneCall.Replace("function://work", "function://work, retry: { maxRetryTimes: 1, intervalInSeconds: 60 }", StringComparison.Ordinal));
        bed.Stubs.On("work", StubAnswer.Error("away"), StubAnswer.Output(One));
        var result = await bed.RunAsync("shop:order", FlowValue.Object(("id", 7)));

        Assert.Equal([1, 2], bed.Calls.Select(call => call.Request.Attempt));
        Assert.Equal([0, 60], bed.Calls.Select(call => (int)(call.Time - VirtualTime.DefaultStart).TotalSeconds));
        Assert.Equal([FlowNews.TaskFinish, FlowNews.DagSucceed], bed.News.Select(news => news.News));
        Assert.All(bed.News, news => Assert.Equal(result.ExecutionId, news.ExecutionId));
        Assert.Empty(bed.Notices);
    }

    [Fact]
    public async Task An_operation_that_is_refused_throws_what_the_engine_throws()
    {
        var bed = Bed(OneCall);
        var execution = await bed.StartAsync("shop:order");
        var refused = await Assert.ThrowsAsync<FlowException>(() => bed.CallAsync(engine => engine.CancelAsync(execution.Id)));
        Assert.Equal(FlowErrorCodes.WrongStatus, refused.Code);
        await Assert.ThrowsAsync<FlowException>(() => bed.StartAsync("shop:nothing"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bed.GetAsync("nobody"));
    }

    [Fact]
    public void A_flow_with_faults_is_refused_when_it_is_added() =>
        Assert.Throws<FlowRefusedException>(() => new FlowTestBed(FlowYaml.Read("{ workspace: a, dagName: b }").Flow!));

    [Fact]
    public async Task A_restart_keeps_executions_flows_stubs_and_records()
    {
        var bed = Bed(OneCall);
        bed.Stubs.On("work", StubAnswer.Hang, StubAnswer.Output(One));
        var execution = await bed.StartAsync("shop:order");
        var before = bed.Engine;
        await bed.RestartAsync();

        Assert.NotSame(before, bed.Engine);
        Assert.Equal(ExecutionStatus.Succeed, (await bed.GetAsync(execution.Id)).Status);
        Assert.Equal(2, bed.Calls.Count);
        Assert.Equal(bed.Calls[0].Request.IdempotencyKey, bed.Calls[1].Request.IdempotencyKey);
        Assert.True((await bed.RunAsync("shop:order")).Succeeded);
    }

    [Fact]
    public async Task What_a_dead_engine_still_does_reaches_nobody()
    {
        var bed = Bed(OneCall);
        bed.Stubs.On("work", StubAnswer.Output(FlowValue.Object(("n", "old"))).After(TimeSpan.FromSeconds(5)), StubAnswer.Hang);
        var execution = await bed.StartAsync("shop:order");
        await bed.RestartAsync();
        await bed.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(ExecutionStatus.Running, (await bed.GetAsync(execution.Id)).Status);
        Assert.Empty(bed.News);
    }

    [Fact]
    public async Task Two_beds_with_one_seed_do_the_same_and_with_another_they_do_not()
    {
        var ids = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            var bed = new FlowTestBed(new FlowTestBedOptions { Seed = seed }).Add(FlowYaml.Load(OneCall));
            ids.Add((await bed.StartAsync("shop:order")).Id);
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task A_host_may_bring_dispatchers_sinks_and_a_store_of_its_own()
    {
        var calls = new RecordingDispatcher();
        var options = new FlowTestBedOptions
        {
            Start = new DateTimeOffset(2030, 5, 1, 0, 0, 0, TimeSpan.Zero),
            NewStore = time => new InMemoryStateStore(new FlowEngineOptions(), time),
            Configure = engine => engine.AddDispatcher("sms", calls),
        };
        var bed = new FlowTestBed(options).Add(FlowYaml.Load(OneCall.Replace("function://work", "sms://work", StringComparison.Ordinal)));
        await bed.RunAsync("shop:order");
        await bed.RestartAsync();
        await bed.RunAsync("shop:order");

        Assert.Equal(2, calls.Calls.Count);
        Assert.Empty(bed.Calls);
        Assert.Equal(2030, bed.News[0].Time.Year);
        Assert.IsType<InMemoryStateStore>(bed.Store);
    }

    [Fact]
    public async Task A_dispatcher_that_waits_on_the_bed_s_clock_is_waited_for()
    {
        FlowTestBed? bed = null;
        var slow = new SlowDispatcher(() => bed!.Time);
        bed = new FlowTestBed(new FlowTestBedOptions { Configure = engine => engine.AddDispatcher("slow", slow) })
            .Add(FlowYaml.Load(OneCall.Replace("function://work", "slow://work", StringComparison.Ordinal)));
        var result = await bed.RunAsync("shop:order");
        Assert.Equal(One, result.Context);
        Assert.Equal(TimeSpan.FromMinutes(1), bed.Time.Elapsed);
    }

    [Fact]
    public async Task A_callback_and_a_wake_up_land_before_the_call_returns()
    {
        var bed = Bed("""
            workspace: shop
            dagName: waits
            tasks:
              - { name: job, category: function, pattern: task_async, resourceName: function://job, next: wait }
              - name: wait
                category: suspense
                conditions: ["$.input[?(@.go == true)]"]
                inputMappings: [{ source: $.context.go, target: $.input.go }]
                outputMappings: [{ source: $.output.go, target: $.context.go }]
            """);
        bed.Stubs.On("job", StubAnswer.Accepted);
        var execution = await bed.StartAsync("shop:waits");
        Assert.Equal(CallbackAnswer.Accepted, await bed.CallAsync(engine => engine.CompleteTaskAsync(execution.Id, new TaskCallback("job"))));
        Assert.Equal(CallbackAnswer.Duplicate, await bed.CallAsync(engine => engine.CompleteTaskAsync(execution.Id, new TaskCallback("job"))));
        await bed.CallAsync(engine => engine.WakeAsync(execution.Id, "wait", FlowValue.Object(("go", true))));
        Assert.True(execution.Completion.IsCompleted);
    }

    private static FlowTestBed Bed(string flow) => new(FlowYaml.Load(flow));

    private sealed class SlowDispatcher(Func<TimeProvider> time) : IDispatcher
    {
        public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            var end = new TaskCompletionSource();
            await using var timer = time().CreateTimer(_ => end.SetResult(), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
            await end.Task;
            return DispatchOutcome.Succeeded(One);
        }
    }
}
