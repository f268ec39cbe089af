using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Running;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running;

public class AttemptRunTests
{
    [Fact]
    public void One_that_came_back_may_be_cancelled_before_its_outcome_is_decided()
    {
        var run = new AttemptRun(null!, null!, Request(), new CancellationTokenSource());
        run.Dispose();

        run.Cancel(CancelReason.Completed);

        Assert.True(run.IsCancelled);
    }

    [Fact]
    public void What_listens_to_the_token_cannot_disturb_the_one_that_cancels()
    {
        using var run = new AttemptRun(null!, null!, Request(), new CancellationTokenSource());
        run.Token.Register(() => throw new InvalidOperationException());

        run.Cancel(CancelReason.Canceled);

        Assert.Equal(CancelReason.Canceled, run.Request.CancelReason);
    }

    private static DispatchRequest Request() => new()
    {
        ExecutionId = "a",
        Flow = "shop:order",
        Task = "pay",
        TaskName = "pay",
        Attempt = 1,
        Protocol = "function",
        Resource = "function://pay",
        Pattern = TaskPattern.TaskSync,
        Input = FlowValue.EmptyObject,
    };
}
