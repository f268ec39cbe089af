using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>Something is done to a parent, and its process ends between any two pieces of work: its sub-flow is told all the same.</summary>
public class ChildOrderTests
{
    private const string Parent = "p";
    private const string Child = "p_child_1";

    private static readonly Dictionary<string, Func<FlowEngine, ValueTask>> Operations = new(StringComparer.Ordinal)
    {
        ["cancel"] = engine => engine.CancelAsync(Parent),
        ["pause"] = engine => engine.PauseAsync(Parent),
        ["resume"] = engine => engine.ResumeAsync(Parent),
    };

    [Theory]
    [InlineData("cancel", "", ExecutionStatus.Running, ExecutionStatus.Canceled)]
    [InlineData("pause", "", ExecutionStatus.Running, ExecutionStatus.Paused)]
    [InlineData("resume", "pause", ExecutionStatus.Paused, ExecutionStatus.Running)]
    [InlineData("cancel", "pause", ExecutionStatus.Paused, ExecutionStatus.Canceled)]
    public void A_sub_flow_stands_as_its_parent_does_whenever_the_process_ends(
        string operation, string before, ExecutionStatus from, ExecutionStatus to)
    {
        using var plain = new PlainThread();
        var ends = new List<(bool IsTold, ExecutionStatus Parent, ExecutionStatus Child, int Open)>();
        for (var works = 0; ends.Count == works; works++)
        {
            if (Run(operation, before, works) is { } end)
            {
                ends.Add(end);
            }
        }

        Assert.True(ends.Count > 3, $"The process ended at {ends.Count} moments only.");
        Assert.All(ends, end => Assert.Equal(end.Parent, end.Child));
        Assert.All(ends, end => Assert.Equal(end.Parent == ExecutionStatus.Canceled ? 0 : 2, end.Open));
        Assert.All(ends.Where(end => end.IsTold), end => Assert.Equal(to, end.Parent));
        Assert.Contains(ends, end => end.Parent == from);
        Assert.Contains(ends, end => end is { IsTold: false } && end.Parent == to);
    }

    [Fact]
    public void A_sub_flow_that_begins_while_its_parent_is_paused_is_held_back_too()
    {
        using var cluster = new Cluster(1, SharingFlows.Late, SharingFlows.Parent);
        cluster.Executors.Answers = _ => DispatchOutcome.Accepted;
        var starting = cluster[0].StartAsync("shop:parent", default, new() { ExecutionId = Parent }).AsTask();
        var pausing = cluster[0].PauseAsync(Parent).AsTask();
        cluster.Run();
        Guard.Done(starting);
        Guard.Done(pausing);
        Assert.Equal((ExecutionStatus.Paused, ExecutionStatus.Paused), (cluster.View(Parent).Status, cluster.View(Child).Status));
        cluster.Do(0, engine => engine.ResumeAsync(Parent));
        Assert.Equal(ExecutionStatus.Running, cluster.View(Child).Status);
    }

    /// <summary>How things stand in the end when the process ends after so much work; null when it had no more to do.</summary>
    private static (bool IsTold, ExecutionStatus Parent, ExecutionStatus Child, int Open)? Run(string operation, string before, int works)
    {
        var time = new VirtualTime();
        var store = new InMemoryStateStore(new(), time);
        var executors = new Executors { Answers = _ => DispatchOutcome.Accepted };
        var first = Join(0);
        _ = first.Engine.StartAsync("shop:parent", default, new() { ExecutionId = Parent }).AsTask();
        Exhaust(first);
        if (before.Length > 0)
        {
            _ = Operations[before](first.Engine).AsTask();
            Exhaust(first);
        }

        var told = Operations[operation](first.Engine).AsTask();
        for (var i = 0; i < works; i++)
        {
            if (!first.TryWork())
            {
                return null;
            }
        }

        first.Kill();
        var second = Join(1);
        for (var seconds = 0; seconds < 60; seconds++)
        {
            Exhaust(second);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Exhaust(second);
        return (told.IsCompletedSuccessfully, StatusOf(Parent), StatusOf(Child), store.ListOpenAsync(default).ToBlockingEnumerable().Count());

        Node Join(int number)
        {
            var node = new Node(number, time, node => new HoppingStore(store, node), TimeSpan.Zero, (_, builder) => builder
                .AddDispatcher("test", executors.Of(number)).AddFlow(FlowYaml.Load(SharingFlows.Late)).AddFlow(FlowYaml.Load(SharingFlows.Parent)));
            _ = node.Engine.RecoverAsync().AsTask();
            Exhaust(node);
            return node;
        }

        ExecutionStatus StatusOf(string id) => Guard.Result(store.LoadAsync(id, default).AsTask())!.Header.Status;
    }

    private static void Exhaust(Node node)
    {
        while (node.TryWork())
        {
        }
    }
}
