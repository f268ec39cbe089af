using FlowKit.Http;
using FlowKit.Testing;

namespace FlowKit.Tests.Http;

public sealed class CallLimitsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    [Fact]
    public void Limit_ThatWasNotReached_ServesTheNextCall()
    {
        var limits = new CallLimits(Long, TimeProvider.System);
        var first = limits.Begin();
        first.Token.Register(() => throw new InvalidOperationException("Nobody listens any more."));
        limits.End(first, isOver: true);

        var next = limits.Begin();
        next.Cancel();

        Assert.Same(first, next);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Limit_OfACallThatWasCancelledOrWentWrong_ServesNoOther(bool isCancelled, bool isOver)
    {
        var limits = new CallLimits(Long, TimeProvider.System);
        var first = limits.Begin();
        if (isCancelled)
        {
            first.Cancel();
        }

        limits.End(first, isOver);
        var next = limits.Begin();

        Assert.NotSame(first, next);
        Assert.False(next.IsCancellationRequested);
        Assert.Throws<ObjectDisposedException>(() => first.Token);
    }

    [Fact]
    public void Limit_OfAnotherClock_IsItsOwn()
    {
        var time = new VirtualTime();
        var limits = new CallLimits(Long, time);
        var first = limits.Begin();
        limits.End(first, isOver: true);
        var next = limits.Begin();

        time.Advance(Long);

        Assert.NotSame(first, next);
        Assert.True(next.IsCancellationRequested);
    }

    [Fact]
    public async Task Limit_IsCountedAnewForEveryCall()
    {
        var limits = new CallLimits(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        limits.End(limits.Begin(), isOver: true);

        var next = limits.Begin();
        var reached = new TaskCompletionSource();
        await using var listening = next.Token.Register(reached.SetResult);

        await reached.Task;
    }
}
