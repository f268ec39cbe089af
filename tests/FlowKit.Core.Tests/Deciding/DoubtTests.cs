using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>A task that asks, and a process that ends while its attempt is out.</summary>
public class DoubtTests
{
    private const string Pay = """
          - name: pay
            category: function
            resourceName: function://pay
            onUnknown: ask
            timeline: { timeoutInSeconds: 30, totalTimeoutInSeconds: 500 }
            retry: { maxRetryTimes: 3 }
            outputMappings: [ { source: $.output.receipt, target: $.context.receipt } ]
            next: thank
          - { name: thank, category: function, resourceName: function://thank }
        """;

    [Fact]
    public async Task An_attempt_whose_outcome_is_not_known_does_not_go_out_again_by_itself()
    {
        var bed = await LostAsync();
        await bed.PassAsync(60);
        await bed.RestartAsync();
        await bed.PassAsync(60);

        var view = await bed.ViewAsync();
        Assert.Equal((FlowTaskStatus.Running, 1, true), (view.Tasks["pay"].Status, view.Tasks["pay"].Attempts, view.Tasks["pay"].IsInDoubt));
        Assert.Equal(["pay"], bed.Calls);
        Assert.Contains(FlowErrorCodes.OutcomeUnknown, bed.NoticeCodes);
    }

    [Fact]
    public async Task Whoever_knows_the_outcome_brings_it()
    {
        var bed = await LostAsync();
        Assert.Equal(CallbackAnswer.Accepted, await bed.CallbackAsync("pay", CallbackStatus.Success, """{"receipt":7}""", attempt: 1));
        await bed.PassAsync(0);

        var view = await bed.ViewAsync();
        Assert.Equal((ExecutionStatus.Succeed, "7", false), (view.Status, view.Context["receipt"].ToString(), view.Tasks["pay"].IsInDoubt));
        Assert.Equal(["pay", "thank"], bed.Calls);
    }

    [Fact]
    public async Task A_failure_that_is_brought_is_one_like_any_other()
    {
        var bed = await LostAsync();
        bed.Stubs.On("pay", StubAnswer.Output("""{"receipt":8}"""));
        await bed.CallbackAsync("pay", CallbackStatus.Failed, "{}", attempt: 1);
        await bed.PassAsync(0);

        Assert.Equal(2, (await bed.ViewAsync()).Tasks["pay"].Attempts);
        Assert.Equal(["pay", "pay", "thank"], bed.Calls);
        Assert.Equal(3, bed.Keys.Distinct().Count());
    }

    [Fact]
    public async Task A_repetition_that_is_asked_for_has_the_same_key_and_its_time_anew()
    {
        var bed = await LostAsync();
        await bed.PassAsync(100);
        bed.Stubs.On("pay", StubAnswer.Output("""{"receipt":9}""").After(TimeSpan.FromSeconds(20)));
        await bed.RepeatAsync("pay");
        Assert.False((await bed.ViewAsync()).Tasks["pay"].IsInDoubt);
        await bed.PassAsync(25);

        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
        Assert.Equal(["pay", "pay", "thank"], bed.Calls);
        Assert.Equal(2, bed.Keys.Distinct().Count());
    }

    [Fact]
    public async Task A_crash_after_the_repetition_asks_again()
    {
        var bed = await LostAsync();
        await bed.RepeatAsync("pay");
        await bed.RestartAsync();

        Assert.True((await bed.ViewAsync()).Tasks["pay"].IsInDoubt);
        Assert.Equal(["pay", "pay"], bed.Calls);
    }

    [Fact]
    public async Task What_is_not_in_doubt_is_not_repeated()
    {
        var bed = new Bed(Pay);
        bed.Stubs.On("pay", StubAnswer.Hang);
        await bed.StartAsync();

        Assert.Equal(FlowErrorCodes.WrongStatus, (await Assert.ThrowsAsync<FlowException>(() => bed.RepeatAsync("pay"))).Code);
        Assert.Equal(FlowErrorCodes.WrongStatus, (await Assert.ThrowsAsync<FlowException>(() => bed.RepeatAsync("thank"))).Code);
        Assert.Equal(FlowErrorCodes.UnknownTask, (await Assert.ThrowsAsync<FlowException>(() => bed.RepeatAsync("nobody"))).Code);
    }

    [Fact]
    public async Task The_limit_of_the_task_ends_it_and_repeats_nothing()
    {
        var bed = await LostAsync();
        await bed.PassAsync(600);

        Assert.Equal(FlowTaskStatus.Failed, await bed.StatusOfAsync("pay"));
        Assert.Equal(["pay"], bed.Calls);
    }

    [Fact]
    public async Task An_acceptance_on_record_leaves_no_doubt()
    {
        var bed = new Bed(Pay);
        bed.Stubs.On("pay", StubAnswer.Accepted);
        await bed.StartAsync();
        await bed.RestartAsync();

        Assert.False((await bed.ViewAsync()).Tasks["pay"].IsInDoubt);
        Assert.Equal(["pay"], bed.Calls);
    }

    [Fact]
    public async Task A_task_that_does_not_ask_is_repeated()
    {
        var bed = new Bed(Pay.Replace("ask", "repeat", StringComparison.Ordinal));
        bed.Stubs.On("pay", StubAnswer.Hang);
        await bed.StartAsync();
        await bed.RestartAsync();

        Assert.Equal(["pay", "pay"], bed.Calls);
    }

    private static async Task<Bed> LostAsync()
    {
        var bed = new Bed(Pay);
        bed.Stubs.On("pay", StubAnswer.Hang);
        await bed.StartAsync();
        await bed.RestartAsync();
        return bed;
    }
}
