using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>An end that an operator forces.</summary>
public class CompleteTests
{
    private const string Waiting = """
          - { name: done, category: pass, next: hold, outputMappings: [ { value: 1, target: $.context.done } ] }
          - { name: hold, category: function, resourceName: function://hold, pattern: task_async, next: after }
          - { name: after, category: function, resourceName: function://after }
        """;

    [Theory]
    [InlineData(true, ExecutionStatus.Succeed, null, null)]
    [InlineData(false, ExecutionStatus.Failed, FlowErrorCodes.FailedByHand, "The execution was ended by hand as failed.")]
    public async Task What_had_not_ended_is_cancelled_and_the_execution_is_what_was_said(
        bool success, ExecutionStatus status, string? code, string? message)
    {
        var bed = await DegradeTests.StartedAsync(Waiting);
        await bed.CompleteAsync(success);
        await bed.RestartAsync();

        var view = await bed.ViewAsync();
        Assert.Equal((status, code, message), (view.Status, view.Failure?.Code, view.Failure?.Message));
        Assert.Equal(
            [FlowTaskStatus.Succeed, FlowTaskStatus.Canceled, FlowTaskStatus.Canceled],
            view.Tasks.Values.Select(task => task.Status));
        await DegradeTests.RefusedAsync(FlowErrorCodes.CallbackConflict, () => bed.CallbackAsync("hold", CallbackStatus.Success, "{}"));
    }

    [Fact]
    public async Task A_reason_is_kept()
    {
        var bed = await DegradeTests.StartedAsync(Waiting);
        await bed.CompleteAsync(success: false, "the customer is gone");
        Assert.Equal("the customer is gone", (await bed.ViewAsync()).Failure!.Message);
    }

    [Fact]
    public async Task A_paused_execution_ends_too_and_an_ended_one_is_refused()
    {
        var bed = await DegradeTests.StartedAsync(Waiting);
        await bed.PauseAsync();
        await bed.CompleteAsync(success: true);
        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
        await DegradeTests.RefusedAsync(FlowErrorCodes.WrongStatus, () => bed.CompleteAsync(success: false));
        await DegradeTests.RefusedAsync(FlowErrorCodes.WrongStatus, () => bed.CancelAsync());
    }

    [Fact]
    public async Task What_was_cut_off_can_be_run_after_all()
    {
        var bed = await DegradeTests.StartedAsync(Waiting);
        await bed.CompleteAsync(success: false);
        await bed.RetryAsync();
        await bed.CallbackAsync("hold", CallbackStatus.Success, "{}");
        await bed.PassAsync(0);
        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
        Assert.Equal(["hold", "hold", "after"], bed.Calls);
    }
}
