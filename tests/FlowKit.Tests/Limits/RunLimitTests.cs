using FlowKit.Errors;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Limits;

public class RunLimitTests
{
    private static readonly RunLimits Small = new() { ContextBytes = 400, ValueBytes = 200, JsonDepth = 5, LoopItems = 3, SubFlowDepth = 2 };

    [Theory]
    [InlineData("{ source: $.context.text, target: $.context.copy }", 198, FlowErrorCodes.ContextTooLarge)]
    [InlineData("{ source: $.context.text, target: $.context.text }", 250, FlowErrorCodes.ValueTooLarge)]
    [InlineData("{ source: 1, target: $.context.a.b.c.d.e.f }", 1, FlowErrorCodes.ValueTooDeep)]
    [InlineData("{ source: 1, target: '$.context.list[5]' }", 1, FlowErrorCodes.ValueTooLarge)]
    public async Task A_write_beyond_a_bound_is_recorded_with_its_own_code(string mapping, int length, string code)
    {
        var bed = Bed($"workspace: w\ndagName: f\ntasks:\n  - name: write\n    category: pass\n    outputMappings: [ {mapping}, {mapping} ]\n");
        var execution = await bed.StartAsync("w:f", FlowValue.Object(("text", new string('x', length))));
        var task = (await bed.GetAsync(execution.Id)).Tasks["write"];
        Assert.Equal(code, task.MappingFaults[^1].Code);
        Assert.Equal("SUCCEED", Executions.StatusText.ToText(task.Status));
    }

    [Fact]
    public async Task A_key_written_over_and_over_does_not_fill_the_context()
    {
        var mappings = string.Join(", ", Enumerable.Repeat("{ source: $.context.text, target: $.context.copy }", 50));
        var bed = Bed($"workspace: w\ndagName: f\ntasks:\n  - name: write\n    category: pass\n    outputMappings: [ {mappings} ]\n");
        var execution = await bed.StartAsync("w:f", FlowValue.Object(("text", new string('x', 100))));
        Assert.Empty((await bed.GetAsync(execution.Id)).Tasks["write"].MappingFaults);
    }

    [Fact]
    public async Task A_start_with_too_much_is_refused()
    {
        var bed = Bed("workspace: w\ndagName: f\ntasks:\n  - { name: write, category: pass }\n");
        var refused = await Assert.ThrowsAsync<FlowRefusedException>(
            () => bed.StartAsync("w:f", FlowValue.Object(("text", new string('x', 500)))));
        Assert.Equal(FlowErrorCodes.ContextTooLarge, refused.Code);
    }

    [Fact]
    public async Task A_loop_over_too_many_items_fails_with_its_own_code()
    {
        var bed = Bed("""
            workspace: w
            dagName: f
            tasks:
              - name: loop
                category: foreach
                inputMappings: [ { source: [1, 2, 3, 4], target: $.input.items } ]
                iterationMapping: { collection: $.input.items, item: item }
                tasks: [ { name: inner, category: pass } ]
            """);
        var result = await bed.RunAsync("w:f");
        Assert.Equal(FlowErrorCodes.TooManyItems, result.Failure!.Code);
    }

    private static FlowTestBed Bed(string flow) =>
        new FlowTestBed(new FlowTestBedOptions { Engine = new() { RunLimits = Small } }).Add(FlowYaml.Load(flow));
}
