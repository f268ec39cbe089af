using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Steps;
using FlowKit.Testing;
using FlowKit.Tests.Yaml;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Tests.Steps;

/// <summary>What is written in code is the descriptor that was meant, and YAML says the same.</summary>
public sealed class FlowBuilderTests
{
    private static readonly MappingDescriptor Sum = new() { Source = FlowValue.From("$.context.sum"), Target = "$.input.sum" };

    private static readonly Action<FlowBuilder> Everything = flow => flow
        .Pass("begin")
        .Parallel(left => left.Function("a", "function://a").Function("b", "function://b"), right => right.SubFlow("c", "ops:other"), _ => { })
        .If("isMuch", "$.input[?(@.sum > 100)]", then => then.Function("check", "function://check"), change: route => route with { InputMappings = [Sum] })
        .Suspense("approval", ["$.input.approved"])
        .ForEach("each", "$.context.nodes", "node", body => body.Function("label", "function://label").Pass("labelled"))
        .Return("enough", ["$.input.enough"])
        .Task(new ScriptTask { Name = "add", Expression = new Located<string>("1 + 1", SourcePlace.None) })
        .If("isOdd", "$.input.odd", then => then.Pass("odd"))
        .MaxExecutionSeconds(60)
        .OnCompleted("notify")
        .With(flow => flow with { Version = "7" });

    [Fact]
    public void Everything_that_is_built_is_read_again_from_its_yaml()
    {
        var flow = FlowBuilder.Describe("ops:all", Everything);

        Assert.Null(DescriptorDifference.Of(flow, FlowYaml.Read(FlowYaml.Write(flow)).Flow!));
        Assert.DoesNotContain(FlowValidator.Validate(flow), one => one.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void What_is_written_follows_what_was_written_before()
    {
        var next = FlowBuilder.Describe("ops:all", Everything).Tasks.ToDictionary(task => task.Name.Value, Successors);

        Assert.Equal("a c isMuch", next["begin"]);
        Assert.Equal("b", next["a"]);
        Assert.Equal("isMuch", next["b"]);
        Assert.Equal("isMuch", next["c"]);
        Assert.Equal("check | approval", next["isMuch"]);
        Assert.Equal("approval", next["check"]);
        Assert.Equal("each", next["approval"]);
        Assert.Equal("enough", next["each"]);
        Assert.Equal("add", next["enough"]);
        Assert.Equal("isOdd", next["add"]);
        Assert.Equal("odd | isOddEnd", next["isOdd"]);
        Assert.Equal(string.Empty, next["isOddEnd"]);
    }

    [Fact]
    public async Task A_flow_from_code_runs()
    {
        var bed = new FlowTestBed(FlowBuilder.Describe("ops:way", flow => flow
            .If("isMuch", "$.input[?(@.sum > 100)]", then => then.Function("check", "function://check"), otherwise => otherwise.Function("pay", "function://pay"),
                route => route with { InputMappings = [Sum] })
            .ForEach("each", "$.context.nodes", "node", body => body.Function("label", "function://label"))
            .Function("done", "function://done")));

        var result = await bed.RunAsync("ops:way", FlowValue.Parse("""{ "sum": 101, "nodes": [1, 2] }"""));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(["check", "each_0-label", "each_1-label", "done"], bed.Calls.Select(call => call.Request.Task));
    }

    [Fact]
    public void What_is_said_of_a_flow_is_not_said_of_a_loop() => Assert.Throws<InvalidOperationException>(
        () => FlowBuilder.Describe("ops:a", flow => flow.ForEach("each", "$.context.nodes", "node", body => body.MaxExecutionSeconds(1))));

    [Theory]
    [InlineData("ops")]
    [InlineData("ops:a:b")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused(string name) => Assert.Throws<ArgumentException>(() => FlowBuilder.Describe(name, flow => flow.Pass("a")));

    [Fact]
    public void Faults_are_told_as_those_of_any_flow() => Assert.Contains(
        Assert.Throws<FlowRefusedException>(
            () => new FlowEngineBuilder().AddFlow("ops:twice", flow => flow.Step("a", Nothing).Step("a", Nothing)).Build()).Diagnostics,
        one => one.Code == FlowErrorCodes.DuplicateName);

    [Fact]
    public async Task Steps_are_stubbed_in_a_test_of_their_flow()
    {
        var bed = new FlowTestBed(FlowBuilder.Describe("ops:stubbed", flow => flow.Step("a", Nothing, o => o.Param("x", "${y}")).Step("b", Nothing).OnCompleted("c")));
        bed.Stubs.On("a", StubAnswer.Output(FlowValue.Parse("""{ "common": { "z": 1 } }""")));

        var result = await bed.RunAsync("ops:stubbed", FlowValue.Parse("""{ "common": { "y": 2 } }"""));

        Assert.Equal(FlowValue.Parse("""{ "y": 2, "z": 1 }"""), result.Context["common"]);
        Assert.Equal(["a", "b", "callback"], bed.Calls.Select(call => call.Request.Task));
    }

    [Fact]
    public void A_flow_that_is_built_again_has_the_same_version()
    {
        var (one, other) = (FlowYaml.WithText(FlowBuilder.Describe("ops:all", Everything)), FlowYaml.WithText(FlowBuilder.Describe("ops:all", Everything)));

        Assert.Equal(one.Fingerprint, other.Fingerprint);
        Assert.Null(DescriptorDifference.Of(one, FlowYaml.ReadKept(one.Text!)));
    }

    private static Task Nothing(StepContext step, CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Successors(TaskDescriptor task) => task is SwitchTask route
        ? string.Join(" | ", route.Switches.Select(one => string.Join(' ', one.Next.Select(name => name.Value))))
        : string.Join(' ', task.Next.Select(name => name.Value));
}
