using System.Collections.Concurrent;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running;

/// <summary>Whatever a dispatcher does, its attempt succeeds or fails and the flow goes on.</summary>
public class DispatcherMannersTests
{
    private const string Side = """
        workspace: manners
        dagName: side
        tasks:
          - { name: a, category: function, resourceName: test://a, next: end }
          - { name: b, category: function, resourceName: test://b, next: end }
          - { name: c, category: function, resourceName: test://c, next: end }
          - { name: d, category: function, resourceName: test://d, next: end }
          - { name: end, category: function, resourceName: test://end }
        """;

    private const string One = """
        workspace: manners
        dagName: one
        tasks: [{ name: a, category: function, resourceName: test://a }]
        """;

    private readonly ConcurrentQueue<EngineNotice> _notices = new();

    [Fact]
    public async Task One_that_throws_at_once_has_failed()
    {
        var failure = await FailureOfAsync((_, _) => throw new InvalidOperationException("no"));
        Assert.Equal(FlowErrorCodes.DispatchFailed, failure.Code);
        Assert.Contains("no", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_throws_later_has_failed() => Assert.Equal(
        FlowErrorCodes.DispatchFailed,
        (await FailureOfAsync(async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("no");
        })).Code);

    [Fact]
    public async Task One_that_throws_a_failure_of_its_own_keeps_its_code() => Assert.Equal(
        "FLOW7777", (await FailureOfAsync((_, _) => throw new FlowException("FLOW7777", "no"))).Code);

    [Fact]
    public async Task One_that_cancels_by_itself_has_failed() => Assert.Equal(
        FlowErrorCodes.DispatchFailed, (await FailureOfAsync((_, _) => throw new OperationCanceledException())).Code);

    [Theory]
    [InlineData("timeoutInSeconds: 5", 4, FlowErrorCodes.DispatchFailed)]
    [InlineData("timeoutInSeconds: 5", 5, FlowErrorCodes.TaskTimeout)]
    [InlineData("timeoutInSeconds: 5", 60, FlowErrorCodes.TaskTimeout)]
    [InlineData("totalTimeoutInSeconds: 5", 5, FlowErrorCodes.TaskTimeout)]
    public async Task One_that_gives_up_after_the_time_limit_has_timed_out(string limit, int seconds, string code)
    {
        var time = new VirtualTime();
        await using var engine = new FlowEngineBuilder()
            .UseTime(time)
            .AddDispatcher("own", new GivingUp(time, TimeSpan.FromSeconds(seconds)))
            .AddFlow(FlowYaml.Load($$"""
                workspace: test
                dagName: late
                tasks: [ { name: work, category: function, resourceName: own://x, timeline: { {{limit}} } } ]
                """))
            .Build();

        Assert.Equal(code, (await engine.RunAsync("test:late")).Failure!.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_returns_nothing_has_failed(bool later) => Assert.Equal(
        FlowErrorCodes.DispatchFailed,
        (await FailureOfAsync(async (_, _) =>
        {
            if (later)
            {
                await Task.Yield();
            }

            return null!;
        })).Code);

    [Fact]
    public async Task One_that_completes_on_other_threads_is_listened_to()
    {
        var engine = Engine(Side, async (_, _) =>
        {
            await Task.Yield();
            return DispatchOutcome.Succeeded();
        });
        var runs = Enumerable.Range(0, 200).Select(_ => engine.RunAsync("manners:side").AsTask());
        var results = await Task.WhenAll(runs).WaitAsync(Storm.Patience);

        Assert.All(results, result => Assert.Equal(ExecutionStatus.Succeed, result.Status));
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task One_that_blocked_its_thread_has_the_attempts_behind_it_sent_from_others()
    {
        var time = new VirtualTime();
        using var meeting = new Barrier(3);
        var calls = 0;
        var engine = Engine(
            Side,
            (request, token) =>
            {
                // The first takes its time; the other three only come back when all of them have been sent.
                if (Interlocked.Increment(ref calls) == 1)
                {
                    time.Advance(TimeSpan.FromMilliseconds(5));
                }
                else if (request.Task != "end")
                {
                    Assert.True(meeting.SignalAndWait(Storm.Patience, token));
                }

                return new(DispatchOutcome.Succeeded());
            },
            time);
        var result = await engine.RunAsync("manners:side").AsTask().WaitAsync(Storm.Patience);

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(5, calls);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task Tokens_say_why_and_what_listens_to_them_may_throw()
    {
        var time = new VirtualTime();
        var reasons = new ConcurrentQueue<CancelReason>();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var engine = Engine(One, (request, token) =>
        {
            token.Register(() =>
            {
                reasons.Enqueue(request.CancelReason);
                throw new InvalidOperationException("no");
            });
            asked.SetResult();
            return new(new TaskCompletionSource<DispatchOutcome>().Task);
        });
        var execution = await engine.StartAsync("manners:one");
        await asked.Task.WaitAsync(Storm.Patience);
        await engine.CancelAsync(execution.Id);

        Assert.Equal(ExecutionStatus.Canceled, (await execution.Completion.WaitAsync(Storm.Patience)).Status);
        Assert.Equal([CancelReason.Canceled], reasons);
        Assert.Empty(_notices);
    }

    private async Task<FlowFailure> FailureOfAsync(Func<DispatchRequest, CancellationToken, ValueTask<DispatchOutcome>> dispatch)
    {
        var result = await Engine(One, dispatch).RunAsync("manners:one").AsTask().WaitAsync(Storm.Patience);
        Assert.Equal(ExecutionStatus.Failed, result.Status);
        Assert.Empty(_notices);
        return result.Failure!;
    }

    private FlowEngine Engine(
        string flow, Func<DispatchRequest, CancellationToken, ValueTask<DispatchOutcome>> dispatch, TimeProvider? time = null) =>
        new FlowEngineBuilder()
            .AddDispatcher("test", new Delegated(dispatch))
            .AddFlow(FlowYaml.Load(flow))
            .UseTime(time ?? TimeProvider.System)
            .OnNotice(_notices.Enqueue)
            .Build();

    private sealed class Delegated(Func<DispatchRequest, CancellationToken, ValueTask<DispatchOutcome>> dispatch) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
            dispatch(request, cancellationToken);
    }

    /// <summary>Goes by the clock, not by its token.</summary>
    private sealed class GivingUp(VirtualTime time, TimeSpan after) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            time.Advance(after);
            throw new OperationCanceledException();
        }
    }
}
