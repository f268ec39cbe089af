using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>Tasks an operator marks while the execution runs: as <c>degrade</c> in the flow would have had them.</summary>
public class DegradeTests
{
    private const string Chain = """
          - { name: first, category: function, resourceName: function://a, pattern: task_async, next: second }
          - { name: second, category: function, resourceName: function://b, next: third }
          - { name: third, category: function, resourceName: function://c }
          - { name: side, category: function, resourceName: function://d, pattern: task_async, next: both }
          - { name: both, category: function, resourceName: function://e }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_marked_task_is_skipped_at_its_turn_and_what_follows_goes_on(bool restarts)
    {
        var bed = await StartedAsync(Chain);
        await bed.DegradeAsync("second", self: true);
        Assert.Equal(FlowTaskStatus.NotStarted, await bed.StatusOfAsync("second"));
        await FinishAsync(bed, restarts, "first");

        Assert.Equal((FlowTaskStatus.Skipped, FlowTaskStatus.Succeed), (await bed.StatusOfAsync("second"), await bed.StatusOfAsync("third")));
        Assert.Equal("degraded", (await bed.ViewAsync()).Tasks["second"].SkipReason);
        Assert.Equal(["first", "side", "third"], bed.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_follows_only_through_a_marked_task_is_skipped(bool restarts)
    {
        var bed = await StartedAsync(Chain);
        await bed.DegradeAsync("first", followers: true);
        await FinishAsync(bed, restarts, "first");

        Assert.Equal(FlowTaskStatus.Succeed, await bed.StatusOfAsync("first"));
        Assert.Equal((FlowTaskStatus.Skipped, FlowTaskStatus.Skipped), (await bed.StatusOfAsync("second"), await bed.StatusOfAsync("third")));
        await FinishAsync(bed, restarts, "side");
        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
        Assert.Equal(["first", "side", "both"], bed.Calls);
    }

    [Fact]
    public async Task One_living_predecessor_keeps_a_join_alive()
    {
        var bed = await StartedAsync("""
              - { name: left, category: function, resourceName: function://a, pattern: task_async, next: both }
              - { name: right, category: function, resourceName: function://b, pattern: task_async, next: both }
              - { name: both, category: function, resourceName: function://c }
            """);
        await bed.DegradeAsync("left", followers: true);
        await FinishAsync(bed, restarts: false, "left", "right");
        Assert.Equal(FlowTaskStatus.Succeed, await bed.StatusOfAsync("both"));
    }

    [Fact]
    public async Task The_last_word_counts()
    {
        var bed = await StartedAsync(Chain);
        await bed.DegradeAsync("second", self: true, followers: true);
        await bed.DegradeAsync("second");
        await FinishAsync(bed, restarts: true, "first");
        Assert.Equal(["first", "side", "second", "third"], bed.Calls);
    }

    [Fact]
    public async Task A_task_that_waits_for_its_time_is_skipped_when_that_comes()
    {
        var bed = await StartedAsync("""
              - { name: late, category: function, resourceName: function://a, timeline: { suspenseIntervalSeconds: 30 }, next: after }
              - { name: after, category: pass }
            """);
        await bed.DegradeAsync("late", self: true);
        await bed.PassAsync(29);
        Assert.Equal(FlowTaskStatus.Ready, await bed.StatusOfAsync("late"));
        await bed.PassAsync(1);
        Assert.Equal((FlowTaskStatus.Skipped, FlowTaskStatus.Succeed), (await bed.StatusOfAsync("late"), await bed.StatusOfAsync("after")));
        Assert.Empty(bed.Calls);
    }

    [Fact]
    public async Task A_task_that_was_held_back_is_skipped_at_the_resume()
    {
        var bed = await StartedAsync(Chain);
        await bed.PauseAsync();
        await FinishAsync(bed, restarts: false, "first");
        Assert.Equal(FlowTaskStatus.Stashed, await bed.StatusOfAsync("second"));
        await bed.DegradeAsync("second", self: true);
        await bed.ResumeAsync();
        Assert.Equal(["first", "side", "third"], bed.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_whose_key_part_is_done_may_still_let_what_waits_for_its_end_be_skipped(bool restarts)
    {
        var bed = await StartedAsync("""
              - { name: long, category: function, resourceName: function://a, pattern: task_async, next: "early, late" }
              - { name: early, category: function, resourceName: function://b, keyCallback: true }
              - { name: late, category: function, resourceName: function://c }
            """);
        await bed.CallbackAsync("long", CallbackStatus.KeySucceed);
        await bed.PassAsync(0);
        await bed.DegradeAsync("long", followers: true);
        await FinishAsync(bed, restarts, "long");
        Assert.Equal((FlowTaskStatus.Succeed, FlowTaskStatus.Skipped), (await bed.StatusOfAsync("early"), await bed.StatusOfAsync("late")));
        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
    }

    [Fact]
    public async Task A_retry_takes_the_marks_away()
    {
        var bed = await StartedAsync(Chain);
        await bed.DegradeAsync("first", followers: true);
        await bed.CallbackAsync("first", CallbackStatus.Failed, "{}");
        await bed.CallbackAsync("side", CallbackStatus.Success, "{}");
        await bed.PassAsync(0);
        await bed.RetryAsync();
        await FinishAsync(bed, restarts: false, "first");
        Assert.Equal(["first", "side", "both", "first", "second", "third"], bed.Calls);
    }

    [Fact]
    public async Task What_no_longer_fits_is_refused_and_changes_nothing()
    {
        var bed = await StartedAsync(Chain);
        await RefusedAsync(FlowErrorCodes.WrongStatus, () => bed.DegradeAsync("first", self: true));
        await RefusedAsync(FlowErrorCodes.UnknownTask, () => bed.DegradeAsync("nobody", self: true));
        await FinishAsync(bed, restarts: false, "first");
        await RefusedAsync(FlowErrorCodes.WrongStatus, () => bed.DegradeAsync("second", self: true));
        await RefusedAsync(FlowErrorCodes.WrongStatus, () => bed.DegradeAsync("second", followers: true));
        Assert.Equal(["first", "side", "second", "third"], bed.Calls);
    }

    internal static async Task RefusedAsync(string code, Func<Task> operation) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<FlowException>(operation)).Code);

    internal static async Task<Bed> StartedAsync(string tasks)
    {
        var bed = new Bed(tasks);
        foreach (var task in (string[])["first", "side", "left", "right", "long", "hold"])
        {
            bed.Stubs.On(task, StubAnswer.Accepted);
        }

        await bed.StartAsync();
        return bed;
    }

    private static async Task FinishAsync(Bed bed, bool restarts, params string[] tasks)
    {
        if (restarts)
        {
            await bed.RestartAsync();
        }

        foreach (var task in tasks)
        {
            await bed.CallbackAsync(task, CallbackStatus.Success, "{}");
        }

        await bed.PassAsync(0);
    }
}
