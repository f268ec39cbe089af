using FlowKit.Dispatching;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>Clocks that differ move due times after a take-over, and nothing else.</summary>
public class SkewTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void Leases_go_by_the_clock_of_the_store(int first, int second)
    {
        using var cluster = new Cluster(
            2, [TimeSpan.FromMinutes(first), TimeSpan.FromMinutes(second)], _ => { }, SharingFlows.Two);
        cluster.Start(0, "shop:two", "e1");
        cluster.Pass(60);
        Assert.Single(cluster.Executors.Calls);
        cluster.Nodes[0].Kill();
        cluster.Pass(14);
        Assert.Single(cluster.Executors.Calls);
        cluster.Pass(2);
        Assert.Equal([0, 1], cluster.Executors.Calls.Select(call => call.Node));
        Assert.Single(cluster.Executors.Keys("first").Distinct());
    }

    [Fact]
    public void A_retry_of_a_clock_that_is_ahead_comes_as_much_later_at_one_that_is_right() => Assert.Equal(
        [30d + 600], RetryTimes(TenMinutes, TimeSpan.Zero));

    [Fact]
    public void A_retry_of_a_clock_that_is_right_comes_at_once_at_one_that_is_ahead() => Assert.Equal(
        [15d], RetryTimes(TimeSpan.Zero, TenMinutes));

    /// <summary>When the second attempt goes out, in seconds: the lease ends 15 s after the first.</summary>
    private static IEnumerable<double> RetryTimes(TimeSpan first, TimeSpan second)
    {
        using var cluster = new Cluster(2, [first, second], _ => { }, SharingFlows.Late);
        var times = new List<double>();
        cluster.Executors.Answers = call =>
        {
            times.Add(cluster.Time.Elapsed.TotalSeconds);
            return call.Request.Attempt == 1 ? DispatchOutcome.Failed("busy") : DispatchOutcome.Accepted;
        };
        cluster.Start(0, "shop:late", "e1");
        cluster.Nodes[0].Kill();
        cluster.Pass(1_000);
        cluster.Ask(1, engine => engine.CompleteTaskAsync("e1", new("ask", Attempt: 2)));
        Assert.Equal(ExecutionStatus.Succeed, cluster.View("e1").Status);
        return times.Skip(1);
    }
}
