using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Steps;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Steps;

/// <summary>Steps that are classes.</summary>
public sealed class StepClassTests
{
    [Fact]
    public async Task Each_attempt_has_a_scope_of_its_own()
    {
        var log = new List<string>();
        var result = await RunAsync(log, flow => flow.Step<Grow, Size, Size>("grow", o => o.Param("nodes", "${nodes}").Retry(1, Backoff.Fixed(TimeSpan.Zero))));

        Assert.Equal(["made", "run 3", "disposed", "made", "run 3", "disposed"], log);
        Assert.Equal(4, result.Context["steps"]["grow"]["nodes"].AsInt64());
    }

    [Fact]
    public async Task Parameters_that_do_not_fit_fail_the_step()
    {
        var result = await RunAsync([], flow => flow.Step<Grow, Size, Size>("grow", o => o.Param("nodes", "many").Retry(1)));

        Assert.Equal(FlowErrorCodes.FunctionInputUnfit, result.Failure!.Code);
        Assert.Contains("$.nodes", result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolver_of_the_container_is_asked()
    {
        var services = Services([]).AddSingleton("eu");
        services.AddFlowEngine(flows => flows.AddVariables<Region>().AddFlow("ops:test", flow => flow.Step(
            "one",
            (StepContext step, CancellationToken _) =>
            {
                step.Common["region"] = step.Params["region"];
                return Task.CompletedTask;
            },
            o => o.Param("region", "in ${region}"))));
        await using var provider = services.BuildServiceProvider();

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("ops:test");

        Assert.Equal("in eu", result.Context["common"]["region"].AsString());
    }

    [Fact]
    public void Without_a_container_a_class_is_refused() => Assert.Contains(
        nameof(Grow),
        Assert.Throws<InvalidOperationException>(() => new FlowEngineBuilder().AddFlow("ops:test", flow => flow.Step<Grow, Size, Size>("grow"))).Message,
        StringComparison.Ordinal);

    private static IServiceCollection Services(List<string> log) => new ServiceCollection().AddLogging().AddSingleton(log).AddScoped<Scope>();

    private static async Task<FlowResult> RunAsync(List<string> log, Action<FlowBuilder> build)
    {
        var services = Services(log);
        services.AddFlowEngine(flows => flows.AddFlow("ops:test", build));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IFlowEngine>().RunAsync("ops:test", FlowValue.Parse("""{ "common": { "nodes": 3 } }"""));
    }

    private sealed record Size(int Nodes);

    private sealed class Scope : IDisposable
    {
        private readonly List<string> _log;

        public Scope(List<string> log)
        {
            _log = log;
            _log.Add("made");
        }

        public void Add(string text) => _log.Add(text);

        public void Dispose() => _log.Add("disposed");
    }

    private sealed class Grow(Scope scope) : IFlowStep<Size, Size>
    {
        public ValueTask<Size> RunAsync(Size input, StepContext step, CancellationToken cancellationToken)
        {
            scope.Add($"run {input.Nodes}");
            return step.Attempt == 1 ? throw new InvalidOperationException("again") : new(new Size(input.Nodes + 1));
        }
    }

    private sealed class Region(string region) : IVariableResolver
    {
        public ValueTask<FlowValue> ResolveAsync(VariableRequest request, CancellationToken cancellationToken) =>
            new(request.Name == "region" ? region : default(FlowValue));
    }
}
