using FlowKit.Planning;

namespace FlowKit.Core.Tests.Planning;

public class RetryNodeTests
{
    [Theory]
    [InlineData(2, 3, new double[] { 2, 6, 18, 54 })]
    [InlineData(1.5, 1, new double[] { 1.5, 1.5, 1.5 })]
    [InlineData(8, 0.5, new double[] { 8, 4, 2, 1 })]
    [InlineData(0, 4, new double[] { 0, 0 })]
    [InlineData(-3, 2, new double[] { 0, 0 })]
    public void Waits_grow_by_the_multiplier(double interval, double multiplier, double[] waits)
    {
        var node = new RetryNode(new() { MaxRetryTimes = 9, IntervalInSeconds = interval, Multiplier = multiplier });
        Assert.Equal(waits, waits.Select((_, made) => node.Wait(made)));
    }

    [Fact]
    public void Fibonacci_waits_are_1_2_3_5_8_intervals()
    {
        var node = new RetryNode(new() { MaxRetryTimes = 9, IntervalInSeconds = 2, Fibonacci = true, Multiplier = 7 });
        Assert.Equal([2, 4, 6, 10, 16], Enumerable.Range(0, 5).Select(node.Wait));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_wait_is_longer_than_the_bound_however_many_were_made(bool fibonacci)
    {
        var node = new RetryNode(new()
        {
            MaxRetryTimes = int.MaxValue,
            IntervalInSeconds = 10,
            Multiplier = 10,
            Fibonacci = fibonacci,
            MaxIntervalInSeconds = (Descriptors.Located<double>)30,
        });
        Assert.Equal(10, node.Wait(0));
        Assert.All(new[] { 5, 1_000, int.MaxValue - 1 }, made => Assert.Equal(30, node.Wait(made)));
    }

    [Fact]
    public void A_wait_without_a_bound_is_never_less_than_nothing()
    {
        var node = new RetryNode(new() { MaxRetryTimes = int.MaxValue, IntervalInSeconds = 1, Multiplier = 10 });
        Assert.InRange(node.Wait(int.MaxValue - 1), 1e300, double.PositiveInfinity);
    }
}
