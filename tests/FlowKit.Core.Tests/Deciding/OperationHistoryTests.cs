using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>What is done by hand is in the history, with who and why; what is refused is not.</summary>
public class OperationHistoryTests
{
    private const string TwoTasks = """
        - { name: first, category: function, resourceName: function://a, next: second }
        - { name: second, category: function, resourceName: function://b }
        """;

    [Fact]
    public async Task Every_operation_is_on_record_with_who_and_why_also_after_a_restart()
    {
        var bed = await FailedAsync();
        var patch = FlowValue.Parse("""{"a":1}""");
        await bed.OperateAsync((engine, id) => engine.RetryFromFailedAsync(id, new("u0", "r0")));
        await bed.OperateAsync((engine, id) => engine.RetryAsync(id, ["first"], new("u1", "r1")));
        await bed.OperateAsync((engine, id) => engine.RestartAsync(id, new("u2", "r2")));
        await bed.OperateAsync((engine, id) => engine.RunTaskAsync(id, "first", new("u3", "r3")));
        await bed.OperateAsync((engine, id) => engine.UpdateContextAsync(id, patch, new("u4", "r4")));
        bed.Stubs.On("first", StubAnswer.Accepted);
        await bed.OperateAsync((engine, id) => engine.RestartAsync(id, new("u5", "r5")));
        await bed.OperateAsync((engine, id) => engine.PauseAsync(id, new("u6", "r6")));
        await bed.OperateAsync((engine, id) => engine.DegradeAsync(id, "second", self: true, followers: false, new("u7", "r7")));
        await bed.OperateAsync((engine, id) => engine.ResumeAsync(id, new("u8", "r8")));
        await bed.OperateAsync((engine, id) => engine.CompleteAsync(id, success: false, new("u9", "r9")));
        await bed.OperateAsync((engine, id) => engine.RestartAsync(id, new("u10", "r10")));
        await bed.OperateAsync((engine, id) => engine.CancelAsync(id, new("u11", "r11")));
        await bed.RestartAsync();

        var history = await bed.HistoryAsync();
        Assert.Equal(
            [
                FlowOperation.RetryFromFailed, FlowOperation.Retry, FlowOperation.Restart, FlowOperation.RunTask, FlowOperation.UpdateContext,
                FlowOperation.Restart, FlowOperation.Pause, FlowOperation.Degrade, FlowOperation.Resume, FlowOperation.Complete,
                FlowOperation.Restart, FlowOperation.Cancel,
            ],
            history.Operations.Select(one => one.Operation));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => ($"u{i}", $"r{i}")), history.Operations.Select(one => (one.By!, one.Reason!)));
        Assert.Equal([1, 2, 3, 4, 4, 5, 5, 5, 5, 5, 6, 6], history.Operations.Select(one => one.Epoch));
        Assert.Equal(["first"], history.Operations[1].Tasks);
        Assert.Equal(["first"], history.Operations[3].Tasks);
        Assert.Equal(["second"], history.Operations[7].Tasks);
        Assert.Equal("itself", history.Operations[7].Detail);
        Assert.Equal("as FAILED", history.Operations[9].Detail);
        Assert.Equal((ExecutionStatus.Canceled, 6, 0), (history.Status, history.Epoch, history.OperationsDropped));
    }

    [Fact]
    public async Task What_is_refused_is_not_on_record()
    {
        var bed = await FailedAsync();
        await Assert.ThrowsAsync<FlowException>(() => bed.OperateAsync((engine, id) => engine.PauseAsync(id, "too late")));
        await Assert.ThrowsAsync<FlowException>(() => bed.OperateAsync((engine, id) => engine.SkipAsync(id, "nobody", "why")));
        Assert.Empty((await bed.HistoryAsync()).Operations);
    }

    [Fact]
    public async Task A_skip_by_hand_needs_neither_who_nor_why()
    {
        var bed = await FailedAsync();
        await bed.SkipAsync("first");
        var skip = Assert.Single((await bed.HistoryAsync()).Operations);
        Assert.Equal((FlowOperation.Skip, null, null, VirtualTime.DefaultStart), (skip.Operation, skip.By, skip.Reason, skip.At));
        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
    }

    [Fact]
    public async Task What_changes_nothing_is_on_record_too()
    {
        var bed = await FailedAsync();
        await bed.OperateAsync((engine, id) => engine.UpdateContextAsync(id, FlowValue.EmptyObject, "nothing to change"));
        await bed.RestartAsync();
        Assert.Equal("nothing to change", Assert.Single((await bed.HistoryAsync()).Operations).Reason);
    }

    [Fact]
    public async Task Only_the_last_operations_are_kept_and_what_is_too_long_is_cut()
    {
        var bed = await FailedAsync();
        for (var i = 0; i < 203; i++)
        {
            await bed.OperateAsync((engine, id) => engine.UpdateContextAsync(id, FlowValue.EmptyObject, new($"{i} {new string('x', 300)}", new string('y', 2_000))));
        }

        await bed.RestartAsync();
        var history = await bed.HistoryAsync();
        Assert.Equal((200, 3), (history.Operations.Count, history.OperationsDropped));
        Assert.StartsWith("3 x", history.Operations[0].By, StringComparison.Ordinal);
        Assert.Equal((200, 1_000), (history.Operations[^1].By!.Length, history.Operations[^1].Reason!.Length));
    }

    [Fact]
    public async Task A_retry_of_many_tasks_is_told_by_the_first_of_them()
    {
        var bed = new Bed("""
            - name: loop
              category: foreach
              inputMappings: [{ source: $.context.items, target: $.input.items }]
              iterationMapping: { collection: $.input.items, item: item }
              tasks: [{ name: call, category: function, resourceName: function://a }]
            """);
        await bed.StartAsync("""{"items":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]}""");
        await bed.OperateAsync((engine, id) => engine.RetryAsync(id, [.. Enumerable.Range(0, 25).Select(i => $"loop_{i}-call")]));
        var retry = Assert.Single((await bed.HistoryAsync()).Operations);
        Assert.Equal((20, 25, "loop_0-call"), (retry.Tasks.Count, retry.TaskCount, retry.Tasks[0]));
    }

    [Fact]
    public async Task A_text_that_no_store_keeps_is_kept_as_far_as_it_can_be()
    {
        var bed = await FailedAsync();
        await bed.OperateAsync((engine, id) => engine.RetryFromFailedAsync(id, new("a\0b", "half \ud800 a pair")));
        var retry = Assert.Single((await bed.HistoryAsync()).Operations);
        Assert.Equal(("a\ufffdb", "half \ufffd a pair"), (retry.By, retry.Reason));
    }

    private static async Task<Bed> FailedAsync()
    {
        var bed = new Bed(TwoTasks);
        bed.Stubs.On("first", StubAnswer.Error("no", retryable: false));
        await bed.StartAsync();
        return bed;
    }
}
