using System.Threading.Channels;
using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Tests.Snippets;

/// <summary>The program of docs/getting-started.md.</summary>
internal static class Bakery
{
    public static async Task<(FlowResult Result, ExecutionView View)> RunAsync()
    {
        #region bakery, run
        var oven = new Oven();
        await using var engine = new FlowEngineBuilder()
            .AddFlowsFrom("recipes")
            .AddFunction("knead", (KneadInput input, CancellationToken _) =>
                new KneadOutput([.. Enumerable.Range(0, input.Flour.Kilograms * 2).Select(i => $"loaf {i}")]))
            .AddDispatcher("oven", oven)
            .Build();

        var baking = oven.BakeAsync(engine);
        var result = await engine.RunAsync("bakery:bread", FlowValue.Parse("""{ "flour": { "kilograms": 2 } }"""));
        oven.Close();
        await baking;

        Console.WriteLine($"{result.Status.ToText()}: {result.Context["crusts"]}");
        #endregion

        #region bakery, view
        var view = await engine.GetAsync(result.ExecutionId);
        foreach (var (name, task) in view!.Tasks)
        {
            Console.WriteLine($"{name}: {task.Status.ToText()} after {task.Attempts} attempts");
        }
        #endregion

        return (result, view);
    }
}

#region bakery, types
internal sealed record Flour(int Kilograms);

internal sealed record KneadInput(Flour Flour);

internal sealed record KneadOutput(IReadOnlyList<string> Loaves);
#endregion

#region bakery, oven
internal sealed class Oven : IDispatcher
{
    private readonly Channel<DispatchRequest> _loaves = Channel.CreateUnbounded<DispatchRequest>();

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        _loaves.Writer.TryWrite(request);
        return new(DispatchOutcome.Accepted);
    }

    public async Task BakeAsync(IFlowEngine engine)
    {
        await foreach (var request in _loaves.Reader.ReadAllAsync())
        {
            var isBurnt = request is { Task: "bake_1-oven", Attempt: 1 };
            var done = isBurnt
                ? new TaskCallback(request.Task, CallbackStatus.Failed, Attempt: request.Attempt)
                : new TaskCallback(request.Task, Output: FlowValue.Object(("crust", "golden")), Attempt: request.Attempt);
            await engine.CompleteTaskAsync(request.ExecutionId, done);
        }
    }

    public void Close() => _loaves.Writer.Complete();
}
#endregion
