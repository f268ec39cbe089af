using FlowKit.Descriptors;
using FlowKit.Steps;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Snippets;

/// <summary>What the pages say about flows that are written in code.</summary>
internal static class StepLists
{
    public static void Register(IServiceCollection services, Cloud cloud, TextWriter log)
    {
        #region steps
        services.AddFlowEngine(flows => flows
            .AddCompletion("notify", (isSuccess, execution, _) => log.WriteAsync($"{execution.ExecutionId}: {isSuccess}"))
            .AddFlow("ops:grow", flow => flow
                .Step("createNodes", async (StepContext step, CancellationToken ct) =>
                {
                    if (step.Params["order"].IsNullOrMissing)
                    {
                        step.Params["order"] = await cloud.OrderAsync(step.Common["count"].AsInt64() ?? 1, ct);
                        await step.SaveAsync(ct);
                    }

                    step.Common["nodes"] = await cloud.NodesAsync(step.Params["order"].AsString()!, ct);
                }, o => o.Retry(5, Backoff.Exponential(TimeSpan.FromSeconds(1)).Cap(TimeSpan.FromMinutes(1)).Jitter(0.3)))
                .ForEach("nodes", "$.context.common.nodes", "node", node => node
                    .Step<JoinCluster, Join, Joined>("join", o => o
                        .Param("greeting", "$node$ joins $cluster$")
                        .Timeout(TimeSpan.FromMinutes(5))))
                .Step("label", LabelAsync, o => o.SkipOnFailed())
                .MaxExecutionSeconds(3600)
                .OnCompleted("notify")));
        #endregion
    }

    public static void RegisterShort(IServiceCollection services)
    {
        #region steps in short
        services.AddFlowEngine(flows => flows.AddFlow("ops:scaleOut", flow => flow
            .Step("joinCluster", JoinClusterAsync, o => o.Retry(3, Backoff.Fibonacci).Timeout(TimeSpan.FromMinutes(5)))
            .Step("labelNodes", LabelAsync, o => o.Param("label", "zone=${zone}").SkipOnFailed())));
        #endregion
    }

    public static string Write()
    {
        #region steps as yaml
        FlowDescriptor flow = FlowBuilder.Describe("ops:hello", flow => flow.Step("greet", GreetAsync, o => o.Retry(2)));
        string yaml = FlowYaml.Write(flow);
        #endregion
        _ = flow;
        return yaml;
    }

    private static Task JoinClusterAsync(StepContext step, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task GreetAsync(StepContext step, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ValueTask LabelAsync(StepContext step, CancellationToken cancellationToken) => throw new InvalidOperationException("No labels today.");
}

#region a step that is a class
internal sealed record Join(string Node, string Greeting);

internal sealed record Joined(string Answer);

internal sealed class JoinCluster(Cloud cloud) : IFlowStep<Join, Joined>
{
    public async ValueTask<Joined> RunAsync(Join input, StepContext step, CancellationToken cancellationToken) =>
        new(await cloud.JoinAsync(input.Node, input.Greeting, step.IdempotencyKey, cancellationToken));
}
#endregion

/// <summary>Stands for a provider's client.</summary>
internal sealed class Cloud
{
    public List<string> Joined { get; } = [];

    public Task<string> OrderAsync(long count, CancellationToken cancellationToken) => Task.FromResult($"o-{count}");

    public Task<FlowValue> NodesAsync(string order, CancellationToken cancellationToken) =>
        Task.FromResult(FlowValue.Array($"{order}-n1", $"{order}-n2"));

    public Task<string> JoinAsync(string node, string greeting, string idempotencyKey, CancellationToken cancellationToken)
    {
        lock (Joined)
        {
            Joined.Add(greeting);
        }

        return Task.FromResult($"welcome, {node}");
    }
}
