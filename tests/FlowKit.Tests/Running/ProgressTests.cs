using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Running;

public sealed class ProgressTests
{
    [Fact]
    public async Task Tasks_count_by_weight_when_they_have_ended()
    {
        var (bed, id) = await StartAsync("""
            - { name: a, category: pass, progress: { weight: 3 } }
            - { name: b, category: function, pattern: task_async, resourceName: "http://b", progress: { weight: 5 } }
            - { name: c, category: function, pattern: task_async, resourceName: "http://c" }
            """);
        Assert.Equal(33, await ProgressAsync(bed, id));

        await bed.CallAsync(engine => engine.CompleteTaskAsync(id, new("c", CallbackStatus.Success, default)));
        Assert.Equal(44, await ProgressAsync(bed, id));
    }

    [Fact]
    public async Task An_execution_that_has_ended_is_done_however_it_ended()
    {
        var (bed, id) = await StartAsync("""
            - { name: a, category: function, pattern: task_async, resourceName: "http://a", next: b }
            - { name: b, category: pass }
            """);
        Assert.Equal(0, await ProgressAsync(bed, id));

        await bed.CallAsync(engine => engine.CancelAsync(id));
        Assert.Equal(100, await ProgressAsync(bed, id));
    }

    [Fact]
    public async Task Skipped_tasks_have_ended()
    {
        var (bed, id) = await StartAsync("""
            - { name: stop, category: return, conditions: [], next: never }
            - { name: never, category: pass }
            - { name: wait, category: function, pattern: task_async, resourceName: "http://a" }
            - { name: other, category: function, pattern: task_async, resourceName: "http://b" }
            """);
        Assert.Equal(50, await ProgressAsync(bed, id));
    }

    [Fact]
    public async Task A_loop_counts_its_branches()
    {
        var (bed, id) = await StartAsync("""
            - name: loop
              category: foreach
              input: { items: [1, 2, 3] }
              iterationMapping: { collection: $.input.items, item: item }
              tasks:
                - { name: call, category: function, pattern: task_async, resourceName: "http://a" }
            """);
        Assert.Equal(0, await ProgressAsync(bed, id));
        await bed.CallAsync(engine => engine.CompleteTaskAsync(id, new("loop_1-call", CallbackStatus.Success, default)));
        Assert.Equal(33, await ProgressAsync(bed, id));
        await bed.CallAsync(engine => engine.CompleteTaskAsync(id, new("loop_0-call", CallbackStatus.Success, default)));
        Assert.Equal(66, await ProgressAsync(bed, id));
    }

    [Fact]
    public async Task A_choice_counts_branches_that_were_not_chosen()
    {
        var (bed, id) = await StartAsync("""
            - name: choose
              category: choice
              input: { a: 1 }
              choices:
                - condition: $.input.a
                  tasks: [{ name: call, category: function, pattern: task_async, resourceName: "http://a" }]
                - condition: $.input.b
                  tasks: [{ name: never, category: pass }]
            """);
        Assert.Equal(50, await ProgressAsync(bed, id));
    }

    [Theory]
    [InlineData("1.0 * taskRunningTimeInMillis / params.expected", 25)]
    [InlineData("params.expected / 1000 - 100", 0)]
    [InlineData("params.expected", 99)]
    [InlineData("'half'", 0)]
    [InlineData("0.0 / 0", 0)]
    [InlineData("nil", 0)]
    [InlineData("params.expected.no.such / 'x'", 0)]
    [InlineData("while (true) { } return 1;", 0)]
    public async Task A_running_task_counts_what_its_calculation_gives(string calculation, int percent)
    {
        var (bed, id) = await StartAsync($$"""
            - name: long
              category: function
              pattern: task_async
              resourceName: http://a
              input: { expected: 20000 }
              progress: { calculation: "{{calculation}}", args: [{ source: $.input.expected, variable: expected }] }
            """);
        await bed.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(percent, await ProgressAsync(bed, id));
    }

    [Fact]
    public async Task A_loop_counts_its_branches_whatever_its_calculation_says()
    {
        var (bed, id) = await StartAsync("""
            - name: loop
              category: foreach
              input: { items: [1, 2] }
              iterationMapping: { collection: $.input.items, item: item }
              progress: { calculation: "1", weight: 2 }
              tasks:
                - { name: call, category: function, pattern: task_async, resourceName: "http://a" }
            - { name: after, category: function, pattern: task_async, resourceName: "http://b", progress: { weight: 0 } }
            """);
        await bed.CallAsync(engine => engine.CompleteTaskAsync(id, new("loop_1-call", CallbackStatus.Success, default)));
        Assert.Equal(50, await ProgressAsync(bed, id));
    }

    [Fact]
    public async Task Weights_that_are_no_whole_numbers_make_a_whole()
    {
        var (bed, id) = await StartAsync("""
            - { name: a, category: pass, progress: { weight: 0.1 } }
            - { name: b, category: pass, progress: { weight: 0.1 } }
            - { name: c, category: pass, progress: { weight: 0.1 } }
            - { name: d, category: function, pattern: task_async, resourceName: "http://a", progress: { weight: 0 } }
            """);
        Assert.Equal(99, await ProgressAsync(bed, id));
        Assert.Equal(ExecutionStatus.Running, (await bed.GetAsync(id)).Status);
    }

    [Theory]
    [InlineData("args: [{ source: '$.input[', variable: a }]", FlowErrorCodes.InvalidPath)]
    [InlineData("args: [{ source: $.input.a }]", FlowErrorCodes.InvalidSetting)]
    public void Arguments_that_cannot_be_read_are_refused(string args, string code)
    {
        var reading = FlowYaml.Check($$"""
            workspace: w
            dagName: d
            tasks:
              - { name: a, category: pass, progress: { calculation: "1", {{args}} } }
            """);
        Assert.Contains(reading.Diagnostics, one => one.Code == code && one.Task == "a");
        Assert.True(reading.HasErrors);
    }

    private static async Task<int> ProgressAsync(FlowTestBed bed, string id) => (await bed.GetAsync(id)).Progress;

    private static async Task<(FlowTestBed Bed, string Id)> StartAsync(string tasks)
    {
        var bed = new FlowTestBed(FlowYaml.Load($"workspace: test\ndagName: progress\ntasks:\n{tasks}"));
        bed.Stubs.On(ScriptedDispatcher.AnyTask, StubAnswer.Accepted);
        var execution = await bed.StartAsync("test:progress");
        return (bed, execution.Id);
    }
}
