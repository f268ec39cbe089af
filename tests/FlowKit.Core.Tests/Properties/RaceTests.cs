using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Properties;

/// <summary>Things that happen to one execution at the same time on the real thread pool: one of them is first, whichever.</summary>
public class RaceTests
{
    private const string Two = """
        workspace: race
        dagName: two
        tasks:
          - name: a
            category: function
            pattern: task_async
            resourceName: test://a
            outputMappings: [{ source: $.output.v, target: $.context.a }]
            next: b
          - { name: b, category: function, resourceName: test://b }
        """;

    private const string Four = """
        workspace: race
        dagName: four
        tasks:
          - { name: a, category: function, pattern: task_async, resourceName: test://a }
          - { name: b, category: function, pattern: task_async, resourceName: test://b }
          - { name: c, category: function, pattern: task_async, resourceName: test://c, next: d }
          - { name: d, category: function, pattern: task_async, resourceName: test://d }
        """;

    private static readonly TaskCallback Good = new("a", CallbackStatus.Success, FlowValue.Object(("v", 1)), 1);

    private readonly ConcurrentQueue<EngineNotice> _notices = new();

    [Fact]
    public async Task Starts_with_one_id_at_once_start_one_execution()
    {
        var rounds = Fuzz.Count(200);
        var dispatcher = new CountingDispatcher(int.MaxValue);
        var engine = Engine(Two, dispatcher);
        for (var round = 0; round < rounds; round++)
        {
            var id = $"same-{round}";
            var starts = await AtOnceAsync(8, async _ =>
            {
                var execution = await engine.StartAsync("race:two", options: new() { ExecutionId = id });
                await CompleteAsync(engine, id);
                return execution;
            });
            foreach (var start in starts)
            {
                Assert.Equal(id, start.Id);
                Assert.Equal(ExecutionStatus.Succeed, (await start.Completion.WaitAsync(Storm.Patience)).Status);
            }
        }

        Assert.Equal(rounds * 2, dispatcher.Sent.Count);
        Assert.All(dispatcher.Sent.Values, sent => Assert.Equal(1, sent));
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task Callbacks_that_come_before_and_during_the_start_are_refused_or_taken_and_the_flow_runs()
    {
        var rounds = Fuzz.Count(300);
        var dispatcher = new CountingDispatcher(int.MaxValue);
        var engine = Engine(Two, dispatcher);
        for (var round = 0; round < rounds; round++)
        {
            var id = $"early-{round}";
            var asked = await AtOnceAsync(4, async number =>
            {
                if (number > 0)
                {
                    await CompleteAsync(engine, id);
                    return null;
                }

                return await engine.StartAsync("race:two", options: new() { ExecutionId = id });
            });
            var result = await asked[0]!.Completion.WaitAsync(Storm.Patience);
            Assert.Equal(ExecutionStatus.Succeed, result.Status);
            Assert.Equal(1, result.Context["a"]);
        }

        Assert.Equal(rounds * 2, dispatcher.Sent.Count);
        Assert.All(dispatcher.Sent.Values, sent => Assert.Equal(1, sent));
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task Callbacks_from_within_the_dispatch_and_before_its_acknowledgement_land()
    {
        var rounds = Fuzz.Count(500);
        FlowEngine? engine = null;
        var called = new ConcurrentBag<Task<string>>();
        var dispatcher = new LateAcknowledgement(request => called.Add(Task.Run(() =>
            Storm.AnswerAsync(engine!, request.ExecutionId, Good))));
        engine = new FlowEngineBuilder()
            .AddDispatcher("test", dispatcher).AddFlow(FlowYaml.Load(Two)).OnNotice(_notices.Enqueue).Build();
        var results = await AtOnceAsync(4, async _ =>
        {
            var ends = new List<FlowResult>();
            for (var round = 0; round < rounds / 4; round++)
            {
                ends.Add(await engine.RunAsync("race:two").AsTask().WaitAsync(Storm.Patience));
            }

            return ends;
        });

        Assert.All(results.SelectMany(ends => ends), end => Assert.Equal((ExecutionStatus.Succeed, 1), (end.Status, end.Context["a"])));
        Assert.All(await Task.WhenAll(called), answer => Assert.Equal(nameof(CallbackAnswer.Accepted), answer));
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData(FlowEngineOptions.DefaultHotExecutions)]
    [InlineData(0)]
    public async Task A_cancel_among_callbacks_ends_what_they_have_not(int hotExecutions)
    {
        var rounds = Fuzz.Count(300);
        var engine = Engine(Four, new CountingDispatcher(int.MaxValue), new() { HotExecutions = hotExecutions });
        for (var round = 0; round < rounds; round++)
        {
            var execution = await engine.StartAsync("race:four");
            var order = Enumerable.Range(0, 5).ToArray();
            new Random(round).Shuffle(order);
            var answers = await AtOnceAsync(5, number => order[number] == 4
                ? CancelAsync(engine, execution.Id)
                : AnswerAsync(engine, execution.Id, "abcd"[order[number]]));

            var result = await execution.Completion.WaitAsync(Storm.Patience);
            var view = (await engine.GetAsync(execution.Id))!;
            var canceled = answers.Contains("cancel: Accepted");
            Assert.Equal(canceled ? ExecutionStatus.Canceled : ExecutionStatus.Succeed, result.Status);
            foreach (var task in "abcd")
            {
                var taken = answers.Contains($"{task}: Accepted");
                Assert.Equal(taken ? FlowTaskStatus.Succeed : FlowTaskStatus.Canceled, view.Tasks[task.ToString()].Status);
            }
        }

        Assert.Empty(_notices);
    }

    private static async Task<string> AnswerAsync(FlowEngine engine, string id, char task) =>
        $"{task}: {await Storm.AnswerAsync(engine, id, Good with { Task = task.ToString() })}";

    private static async Task<string> CancelAsync(FlowEngine engine, string id)
    {
        try
        {
            await engine.CancelAsync(id);
            return "cancel: Accepted";
        }
        catch (FlowException refused)
        {
            return $"cancel: {refused.Code}";
        }
    }

    // Until the task is there to be called back; the one who starts it is on another thread.
    private static async Task CompleteAsync(FlowEngine engine, string id)
    {
        string answer;
        do
        {
            await Task.Yield();
            answer = await Storm.AnswerAsync(engine, id, Good);
        }
        while (answer is FlowErrorCodes.UnknownExecution or FlowErrorCodes.TaskNotOpen);

        Assert.Contains(answer, new[] { nameof(CallbackAnswer.Accepted), nameof(CallbackAnswer.Duplicate) });
    }

    /// <summary>Runs the same on so many threads, which all set off together.</summary>
    private static async Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> run)
    {
        using var line = new Barrier(count);
        var runs = Enumerable.Range(0, count).Select(number => Task.Factory.StartNew(
            () =>
            {
                line.SignalAndWait();
                return run(number);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap());
        return await Task.WhenAll(runs).WaitAsync(Storm.Patience);
    }

    private FlowEngine Engine(string flow, CountingDispatcher dispatcher, FlowEngineOptions? options = null) =>
        new FlowEngineBuilder { Options = options ?? new() }
            .AddDispatcher("test", dispatcher).AddFlow(FlowYaml.Load(flow)).OnNotice(_notices.Enqueue).Build();

    /// <summary>Acknowledges from another thread, while the callback is on its way on a third.</summary>
    private sealed class LateAcknowledgement(Action<DispatchRequest> whenSent) : IDispatcher
    {
        public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            if (!request.IsAsynchronous)
            {
                return DispatchOutcome.Succeeded();
            }

            whenSent(request);
            await Task.Yield();
            return DispatchOutcome.Accepted;
        }
    }
}
