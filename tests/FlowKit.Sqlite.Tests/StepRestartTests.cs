using FlowKit.Executions;
using FlowKit.Steps;

namespace FlowKit.Sqlite.Tests;

/// <summary>Flows that are written in code, on a file, by one process after another.</summary>
public sealed class StepRestartTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Fact]
    public async Task After_a_crash_another_process_goes_on_with_what_was_saved_and_with_the_flow_as_it_was()
    {
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var store = _folder.Open();
        var first = new FlowEngineBuilder()
            .AddFlow("ops:grow", flow => flow
                .Step("order", async (StepContext step, CancellationToken ct) =>
                {
                    step.Params["id"] = "o-1";
                    await step.SaveAsync(ct);
                    saved.SetResult();
                    await new TaskCompletionSource().Task;
                })
                .Step("tell", (StepContext _, CancellationToken _) => Task.CompletedTask, o => o.Param("text", "first ${steps.order.id}")))
            .UseStore(store)
            .Build();
        var id = (await first.StartAsync("ops:grow")).Id;
        await saved.Task.WaitAsync(TimeSpan.FromSeconds(60));

        using var crashed = _folder.AfterCrash();
        await using var second = new FlowEngineBuilder()
            .AddFlow("ops:grow", flow => flow
                .Step("order", (StepContext step, CancellationToken _) =>
                {
                    step.Common["found"] = step.Params["id"];
                    return Task.CompletedTask;
                })
                .Step("tell", (StepContext step, CancellationToken _) =>
                {
                    step.Common["told"] = step.Params["text"];
                    return Task.CompletedTask;
                }, o => o.Param("text", "second"))
                .Step("more", (StepContext _, CancellationToken _) => throw new InvalidOperationException("The execution is of the first version.")))
            .UseSqlite(crashed.ConnectionString)
            .Build();
        await second.RecoverAsync();
        var result = await second.WaitAsync(id).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("o-1", result.Context["common"]["found"].AsString());
        Assert.Equal("first o-1", result.Context["common"]["told"].AsString());
        await first.StopAsync();
    }

    public void Dispose() => _folder.Dispose();
}
