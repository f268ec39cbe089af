using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>Every attempt is in the history, those that others came after, that were taken back, and that stand: when, how, how large.</summary>
public class AttemptHistoryTests
{
    private const string Chain = """
        - { name: first, category: function, resourceName: function://a, next: second,
            inputMappings: [{ source: $.context.word, target: $.input.word }], retry: { maxRetryTimes: 2, intervalInSeconds: 10 } }
        - { name: second, category: pass }
        """;

    private const string Loop = """
        - name: loop
          category: foreach
          inputMappings: [{ source: $.context.items, target: $.input.items }]
          iterationMapping: { collection: $.input.items, item: item }
          next: after
          tasks:
            - { name: work, category: function, resourceName: function://a, next: done }
            - { name: done, category: pass }
        - { name: after, category: pass }
        """;

    [Fact]
    public async Task An_attempt_that_is_tried_again_stays_with_when_and_why_and_the_next_was_queued_at_its_end()
    {
        var bed = new Bed(Chain);
        bed.Stubs.On("first", StubAnswer.Error("no").After(Seconds(1)), StubAnswer.Error("no more").After(Seconds(2)), StubAnswer.Echo.After(Seconds(3)));
        await bed.StartAsync("""{"word":"abc"}""");
        await bed.PassAsync(5);
        await bed.RestartAsync();
        await bed.PassAsync(30);

        var history = await bed.HistoryAsync();
        Assert.Equal(
            [
                "first 0/1 FAILED 0 0 1", "first 0/2 FAILED 1 11 13", "first 0/3 SUCCEED 13 23 26", "second 0/0 SUCCEED 26 26 26",
            ],
            history.Attempts.Select(Told));
        Assert.Equal(["no", "no more", null, null], history.Attempts.Select(one => one.Failure?.Message));
        Assert.All(history.Attempts.Take(3), one => Assert.InRange(one.InputBytes, 12, 20));
        Assert.Equal([0, 0], history.Attempts.Take(2).Select(one => one.OutputBytes));
        Assert.InRange(history.Attempts[2].OutputBytes, 12, 20);
        Assert.Equal(new TaskTimeView(Seconds(20), Seconds(6), 3), history.Tasks["first"]);
        Assert.Equal(["first", "second"], history.CriticalPath);
    }

    [Fact]
    public async Task What_waits_for_its_next_attempt_is_told_as_waiting()
    {
        var bed = new Bed(Chain);
        bed.Stubs.On("first", StubAnswer.Error("no").After(Seconds(1)));
        await bed.StartAsync();
        await bed.PassAsync(5);
        var history = await bed.HistoryAsync();
        Assert.Equal("first 0/1 FAILED 0 0 1", Told(Assert.Single(history.Attempts)));
        Assert.Equal(new TaskTimeView(Seconds(4), Seconds(1), 1), history.Tasks["first"]);
        Assert.Empty(history.CriticalPath);
        await bed.PassAsync(6.5);
        Assert.Equal(["first 0/1 FAILED 0 0 1", "first 0/2 RUNNING 1 11 -"], (await bed.HistoryAsync()).Attempts.Select(Told));
        await bed.CancelAsync();
        var cancelled = (await bed.HistoryAsync()).Attempts[1];
        Assert.Equal(("first 0/2 CANCELED 1 11 11.5", null), (Told(cancelled), cancelled.Failure));
    }

    [Fact]
    public async Task A_retry_begins_an_epoch_and_keeps_the_attempts_before_it()
    {
        var bed = new Bed(Chain);
        bed.Stubs.On("first", StubAnswer.Error("no", retryable: false).After(Seconds(1)), StubAnswer.Echo.After(Seconds(1)));
        await bed.StartAsync();
        await bed.PassAsync(100);
        await bed.RetryAsync();
        await bed.RestartAsync();
        await bed.PassAsync(100);
        await bed.OperateAsync((engine, id) => engine.RestartAsync(id));
        await bed.PassAsync(100);

        Assert.Equal(
            [
                "first 0/1 FAILED 0 0 1", "first 1/1 SUCCEED 100 100 101", "second 1/0 SUCCEED 101 101 101", "first 2/1 SUCCEED 200 200 201",
                "second 2/0 SUCCEED 201 201 201",
            ],
            (await bed.HistoryAsync()).Attempts.Select(Told));
    }

    [Fact]
    public async Task A_loop_that_is_retried_for_one_branch_keeps_its_first_run_and_the_branches_that_stand()
    {
        var bed = new Bed(Loop);
        bed.Stubs.On("loop_1-work", StubAnswer.Error("no", retryable: false).After(Seconds(2)), StubAnswer.Echo.After(Seconds(1)));
        bed.Stubs.On("*", StubAnswer.Echo.After(Seconds(1)));
        await bed.StartAsync("""{"items":[1,2]}""");
        await bed.PassAsync(10);
        await bed.RetryAsync();
        await bed.PassAsync(10);

        var history = await bed.HistoryAsync();
        Assert.Equal(
            [
                "after 1/0 SUCCEED 11 11 11", "loop 0/0 FAILED 0 0 2", "loop 0/0 SUCCEED 10 10 11", "loop_0-done 0/0 SUCCEED 1 1 1",
                "loop_0-work 0/1 SUCCEED 0 0 1", "loop_1-done 1/0 SUCCEED 11 11 11", "loop_1-work 0/1 FAILED 0 0 2", "loop_1-work 1/1 SUCCEED 10 10 11",
            ],
            history.Attempts.Select(Told).Order(StringComparer.Ordinal));
        Assert.Equal(["loop", "loop_1-work", "loop_1-done", "after"], history.CriticalPath);
        Assert.Equal(new TaskTimeView(TimeSpan.Zero, Seconds(3), 2), history.Tasks["loop"]);
    }

    [Fact]
    public async Task Branches_that_are_taken_back_whole_stay_by_their_names()
    {
        var bed = new Bed(Loop);
        bed.Stubs.On("*", StubAnswer.Echo.After(Seconds(1)));
        await bed.StartAsync("""{"items":[1,2]}""");
        await bed.PassAsync(10);
        await bed.OperateAsync((engine, id) => engine.UpdateContextAsync(id, FlowValue.Parse("""{"items":[3]}""")));
        await bed.OperateAsync((engine, id) => engine.RetryAsync(id, ["loop"]));
        await bed.RestartAsync();
        await bed.PassAsync(10);

        var history = await bed.HistoryAsync();
        Assert.Equal(
            [
                "after 0/0 SUCCEED 1 1 1", "after 1/0 SUCCEED 11 11 11", "loop 0/0 SUCCEED 0 0 1", "loop 1/0 SUCCEED 10 10 11",
                "loop_0-done 0/0 SUCCEED 1 1 1", "loop_0-done 1/0 SUCCEED 11 11 11", "loop_0-work 0/1 SUCCEED 0 0 1",
                "loop_0-work 1/1 SUCCEED 10 10 11", "loop_1-done 0/0 SUCCEED 1 1 1", "loop_1-work 0/1 SUCCEED 0 0 1",
            ],
            history.Attempts.Select(Told).Order(StringComparer.Ordinal));
        Assert.Equal((2, 1), (history.Tasks["loop_0-work"].Attempts, history.Tasks["loop_1-work"].Attempts));
    }

    [Fact]
    public async Task A_task_that_is_skipped_by_hand_keeps_how_it_failed()
    {
        var bed = new Bed(Chain);
        bed.Stubs.On("first", StubAnswer.Error("no", retryable: false).After(Seconds(1)));
        await bed.StartAsync();
        await bed.PassAsync(10);
        await bed.SkipAsync("first");
        Assert.Equal(["first 0/1 FAILED 0 0 1", "second 0/0 SUCCEED 10 10 10"], (await bed.HistoryAsync()).Attempts.Select(Told));
        await bed.OperateAsync((engine, id) => engine.RetryAsync(id, ["first"]));
        await bed.PassAsync(10);
        Assert.Equal(
            ["first 0/1 FAILED 0 0 1", "second 0/0 SUCCEED 10 10 10", "first 1/1 FAILED 10 10 11"], (await bed.HistoryAsync()).Attempts.Select(Told));
    }

    [Fact]
    public async Task What_runs_while_it_is_taken_back_ended_then()
    {
        var bed = new Bed("""
            - { name: first, category: function, resourceName: function://a, pattern: task_async, next: second, key: true }
            - { name: second, category: function, resourceName: function://b, keyCallback: true, pattern: task_async }
            """);
        bed.Stubs.On("*", StubAnswer.Accepted);
        await bed.StartAsync();
        await bed.PassAsync(1);
        await bed.CallbackAsync("first", CallbackStatus.KeySucceed);
        await bed.PassAsync(1);
        await bed.CallbackAsync("first", CallbackStatus.Success);
        await bed.PassAsync(1);
        await bed.OperateAsync((engine, id) => engine.RetryAsync(id, ["first"]));
        Assert.Equal(
            ["first 0/1 SUCCEED 0 0 2", "second 0/1 CANCELED 1 1 3", "first 1/1 RUNNING 3 3 -"], (await bed.HistoryAsync()).Attempts.Select(Told));
    }

    [Fact]
    public async Task A_delay_and_a_limit_of_a_loop_are_waiting()
    {
        var bed = new Bed("""
            - { name: late, category: pass, timeline: { suspenseIntervalSeconds: 5 }, next: loop }
            - name: loop
              category: foreach
              inputMappings: [{ source: [1, 2], target: $.input.items }]
              iterationMapping: { collection: $.input.items, item: item }
              synchronization: { maxConcurrency: 1, conditions: [] }
              tasks: [{ name: work, category: function, resourceName: function://a }]
            """);
        bed.Stubs.On("*", StubAnswer.Echo.After(Seconds(3)));
        await bed.StartAsync();
        await bed.PassAsync(20);
        var history = await bed.HistoryAsync();
        Assert.Equal(new TaskTimeView(Seconds(5), TimeSpan.Zero, 1), history.Tasks["late"]);
        Assert.Equal(new TaskTimeView(TimeSpan.Zero, Seconds(3), 1), history.Tasks["loop_0-work"]);
        Assert.Equal(new TaskTimeView(Seconds(3), Seconds(3), 1), history.Tasks["loop_1-work"]);
        Assert.Equal(["late", "loop", "loop_1-work"], history.CriticalPath);
    }

    [Fact]
    public async Task Only_the_last_attempts_are_kept_and_messages_are_cut()
    {
        var bed = new Bed("- { name: first, category: function, resourceName: function://a, retry: { maxRetryTimes: 2100, intervalInSeconds: 0 } }");
        bed.Stubs.On("first", StubAnswer.Error(new string('x', 1_000)));
        await bed.StartAsync();
        await bed.RestartAsync();
        var history = await bed.HistoryAsync();
        Assert.Equal((2_001, 100), (history.Attempts.Count, history.AttemptsDropped));
        Assert.Equal((101, 256), (history.Attempts[0].Attempt, history.Attempts[0].Failure!.Message.Length));
        Assert.Equal(2_101, history.Attempts[^1].Attempt);
    }

    [Fact]
    public async Task What_a_large_loop_leaves_when_it_is_taken_back_is_bounded_and_told()
    {
        var bed = new Bed(Loop);
        await bed.StartAsync($$"""{"items":[{{string.Join(',', Enumerable.Range(0, 1_500))}}]}""");
        await bed.OperateAsync((engine, id) => engine.RetryAsync(id, ["loop"]));
        await bed.RestartAsync();
        var history = await bed.HistoryAsync();

        // The loop, what follows it, and two tasks in each branch; both times.
        Assert.Equal((2_000 + 3_002, 1_002), (history.Attempts.Count, history.AttemptsDropped));
        Assert.Contains(history.Attempts, one => one is { Task: "loop", Epoch: 0 });
        Assert.Contains(history.Attempts, one => one is { Task: "loop_1499-done", Epoch: 0 });
    }

    [Fact]
    public async Task An_execution_that_nobody_knows_has_no_history() =>
        Assert.Null(await new FlowEngineBuilder().Build().GetHistoryAsync("nobody"));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static string Told(AttemptView one) =>
        $"{one.Task} {one.Epoch}/{one.Attempt} {one.Status.ToText()} {At(one.QueuedAt)} {At(one.StartedAt)} {At(one.EndedAt)}";

    private static string At(DateTimeOffset? time) => time is { } there ? $"{(there - VirtualTime.DefaultStart).TotalSeconds}" : "-";
}
