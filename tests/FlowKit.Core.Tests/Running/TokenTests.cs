using System.Collections.Concurrent;
using FlowKit.Dispatching;

namespace FlowKit.Core.Tests.Running;

/// <summary>The tokens that dispatchers are given.</summary>
public class TokenTests
{
    private const int Executions = 16;

    [Fact]
    public async Task Those_that_took_an_attempt_over_are_not_cancelled_with_another_attempt()
    {
        var taking = new Taking();
        await using var engine = new FlowEngineBuilder()
            .AddDispatcher("take", taking)
            .AddDispatcher("keep", new Keeping())
            .AddFlowYaml(Flow("taken", "take", "task_async"))
            .AddFlowYaml(Flow("kept", "keep", "task_sync"))
            .Build();
        for (var i = 0; i < Executions; i++)
        {
            // On record, so that what the turn used is free for others.
            var taken = await engine.StartAsync("test:taken");
            await engine.PauseAsync(taken.Id);
            await engine.ResumeAsync(taken.Id);
        }

        for (var i = 0; i < Executions; i++)
        {
            var kept = await engine.StartAsync("test:kept");
            await engine.CancelAsync(kept.Id);
            await kept.Completion;
        }

        Assert.Equal(Executions, taking.Tokens.Count);
        Assert.All(taking.Tokens, token => Assert.False(token.IsCancellationRequested));
    }

    private static string Flow(string name, string protocol, string pattern) => $$"""
        workspace: test
        dagName: {{name}}
        tasks: [ { name: work, category: function, resourceName: "{{protocol}}://x", pattern: {{pattern}} } ]
        """;

    private sealed class Taking : IDispatcher
    {
        public ConcurrentQueue<CancellationToken> Tokens { get; } = new();

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            Tokens.Enqueue(cancellationToken);
            return new(DispatchOutcome.Accepted);
        }
    }

    private sealed class Keeping : IDispatcher
    {
        public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            var cancelled = new TaskCompletionSource<DispatchOutcome>();
            await using var listening = cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken));
            return await cancelled.Task;
        }
    }
}
