using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running;

/// <summary>A sink may throw or be slow; the flow goes on, and other sinks are told.</summary>
public class SinkTests
{
    private const string Chain = """
        workspace: sinks
        dagName: chain
        tasks:
          - { name: a, category: function, resourceName: test://a, next: b }
          - { name: b, category: function, resourceName: test://b }
        """;

    private static readonly FlowNews[] Told = [FlowNews.TaskFinish, FlowNews.TaskFinish, FlowNews.DagSucceed];

    private readonly ConcurrentQueue<EngineNotice> _notices = new();
    private readonly News _news = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_throws_is_noted_and_changes_nothing(bool later)
    {
        var engine = Engine(new Sink(async _ =>
        {
            if (later)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("no");
        }));
        var result = await engine.RunAsync("sinks:chain").AsTask().WaitAsync(Storm.Patience);

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(Told, _news.All.Select(news => news.News));
        Assert.Equal(3, _notices.Count);
        Assert.All(_notices, notice => Assert.Equal(FlowErrorCodes.SinkThrew, notice.Code));
    }

    [Fact]
    public async Task One_that_is_slow_holds_up_its_own_execution_only()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var engine = Engine(new Sink(news => news.ExecutionId == "slow" ? new(gate.Task) : default));
        var slow = await engine.StartAsync("sinks:chain", options: new() { ExecutionId = "slow" });
        var quick = await engine.RunAsync("sinks:chain").AsTask().WaitAsync(Storm.Patience);

        Assert.Equal(ExecutionStatus.Succeed, quick.Status);
        Assert.False(slow.Completion.IsCompleted);
        gate.SetResult();
        Assert.Equal(ExecutionStatus.Succeed, (await slow.Completion.WaitAsync(Storm.Patience)).Status);
        Assert.Empty(_notices);
    }

    private FlowEngine Engine(ICallbackSink first) => new FlowEngineBuilder()
        .AddDispatcher("test", new ScriptedDispatcher())
        .AddSink(first)
        .AddSink(_news)
        .AddFlow(FlowYaml.Load(Chain))
        .OnNotice(_notices.Enqueue)
        .Build();

    private sealed class Sink(Func<FlowEvent, ValueTask> deliver) : ICallbackSink
    {
        public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken) => deliver(news);
    }
}
