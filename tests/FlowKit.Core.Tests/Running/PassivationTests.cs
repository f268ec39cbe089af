using System.Globalization;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running;

/// <summary>How many executions are held in memory makes no difference to what becomes of them.</summary>
public class PassivationTests
{
    private const int Executions = 200;

    private const string Flow = """
        workspace: waiting
        dagName: many
        tasks:
          - name: first
            category: function
            resourceName: test://first
            inputMappings: [{ source: $.context.n, target: $.input.n }]
            timeline: { suspenseIntervalSeconds: $.input.n }
            retry: { maxRetryTimes: 2, intervalInSeconds: 7 }
            next: wait
          - name: wait
            category: suspense
            tolerance: true
            inputMappings: [{ source: $.context.word, target: $.input.word }]
            outputMappings: [{ source: $.output.word, target: $.context.word }]
            conditions: [$.input.word]
            timeline: { timeoutInSeconds: 100, skipOnTimeout: true }
            next: last
          - { name: last, category: function, pattern: task_async, resourceName: test://last, timeline: { timeoutInSeconds: 50 } }
        """;

    [Fact]
    public async Task One_or_none_in_memory_is_as_good_as_all()
    {
        var all = await StoryAsync(FlowEngineOptions.DefaultHotExecutions);
        Assert.Contains("FAILED", all, StringComparison.Ordinal);
        Assert.Contains("SUCCEED", all, StringComparison.Ordinal);
        Assert.Equal(all, await StoryAsync(1));
        Assert.Equal(all, await StoryAsync(0));
    }

    /// <summary>Every call with its time, and every end.</summary>
    private static async Task<string> StoryAsync(int hotExecutions)
    {
        var calls = new List<string>();
        var bed = new FlowTestBed(new FlowTestBedOptions
        {
            Engine = new() { HotExecutions = hotExecutions },
            Protocols = ["test"],
            Configure = builder => builder.AddDispatcher("test", new Executor(calls)),
        }).Add(FlowYaml.Load(Flow));
        for (var i = 0; i < Executions; i++)
        {
            await bed.StartAsync("waiting:many", FlowValue.Object(("n", i % 13)), new() { ExecutionId = $"e{i:D3}" });
        }

        await bed.AdvanceAsync(TimeSpan.FromSeconds(60));
        for (var i = 0; i < Executions; i += 3)
        {
            var id = $"e{i:D3}";
            if ((await bed.GetAsync(id)).Tasks["wait"].Status == FlowTaskStatus.Running)
            {
                await bed.CallAsync(engine => engine.WakeAsync(id, "wait", FlowValue.Object(("word", i))));
            }
        }

        await bed.AdvanceAsync(TimeSpan.FromSeconds(30));
        for (var i = 0; i < Executions; i += 6)
        {
            var id = $"e{i:D3}";
            if ((await bed.GetAsync(id)).Tasks["last"].Status == FlowTaskStatus.Running)
            {
                await bed.CallAsync(engine => engine.CompleteTaskAsync(id, new("last")));
            }
        }

        await bed.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Empty(bed.Notices);
        var ends = new List<string>();
        for (var i = 0; i < Executions; i++)
        {
            var view = await bed.GetAsync($"e{i:D3}");
            ends.Add($"{i} {view.Status.ToText()} {view.Context} {string.Join(' ', view.Tasks.Values.Select(task => task.Status.ToText()))}");
        }

        return string.Join('\n', calls.Order(StringComparer.Ordinal).Concat(ends));
    }

    /// <summary>Refuses some first attempts, some all, and says so in its list.</summary>
    private sealed class Executor(List<string> calls) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            var number = int.Parse(request.ExecutionId.AsSpan(1), CultureInfo.InvariantCulture);
            calls.Add(string.Create(CultureInfo.InvariantCulture, $"{request.ExecutionId} {request.Task} {request.Attempt} {request.Deadline:HH:mm:ss}"));
            return new(request.IsAsynchronous ? DispatchOutcome.Accepted
                : request.Attempt <= number % 5 ? DispatchOutcome.Failed("busy")
                : DispatchOutcome.Succeeded());
        }
    }
}
