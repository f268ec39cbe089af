using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class TestVerbTests : IDisposable
{
    private const string Flow = "flow: { workspace: a, dagName: b, tasks: [{ name: only, category: pass }] }";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_searched_and_every_scenario_is_a_line()
    {
        _folder.Write("b/two.flowtest.yaml", $"name: holds\n{Flow}\nexpect: {{ status: SUCCEED }}\n---\nname: does not\n{Flow}\nexpect: {{ status: FAILED, calls: [x] }}\n");
        _folder.Write("a/one.flowtest.yaml", $"name: first of all\n{Flow}\n");
        _folder.Write("a/flow.yaml", "no: scenario");
        var call = await CliCall.RunAsync("test", _folder.Path);

        Assert.Equal((1, string.Empty), (call.ExitCode, call.Error));
        Assert.Equal(
            """
            ok first of all
            ok holds
            FAILED does not: status: expected FAILED, got SUCCEED; calls: expected ["x"], got []
            2 passed, 1 failed
            """.ReplaceLineEndings("\n"),
            call.Out.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task When_all_pass_the_exit_code_is_0()
    {
        var one = _folder.Write("one.flowtest.yaml", $"name: one\n{Flow}\n");
        var call = await CliCall.RunAsync("test", one, one, _folder.Write("named.yaml", $"name: two\n{Flow}\n"));
        Assert.Equal((0, "ok one\nok two\n2 passed, 0 failed"), (call.ExitCode, call.Out.ReplaceLineEndings("\n").TrimEnd()));
    }

    [Fact]
    public async Task The_json_is_a_list_of_results()
    {
        var file = _folder.Write("x.flowtest.yaml", $"name: holds\n{Flow}\n---\nname: does not\n{Flow}\nexpect: {{ context: {{ n: 1 }} }}\n");
        var call = await CliCall.RunAsync("test", file, "--json");
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Error));
        Assert.Equal(
            FlowValue.Array(
                FlowValue.Object(("file", file), ("name", "holds"), ("passed", true), ("differences", FlowValue.EmptyArray)),
                FlowValue.Object(("file", file), ("name", "does not"), ("passed", false), ("differences", FlowValue.Array(FlowValue.Object(
                    ("what", "context"), ("expected", FlowValue.Object(("n", 1))), ("actual", FlowValue.EmptyObject)))))),
            call.Json);
    }

    [Theory]
    [InlineData("name: n\nflow: ./nowhere.yaml\n", "FAILED n: ", "x.flowtest.yaml(2,7): error FLOW1052: there is no file './nowhere.yaml'")]
    [InlineData("name: n\nflow: [\n", "FAILED x.flowtest.yaml: ", "error FLOW1005")]
    [InlineData("name: n\n\tflow: x\n", "FAILED x.flowtest.yaml: ", "error FLOW1005")]
    [InlineData("name: n\nflows: []\nflow: { }\nexpects: {}\n", "FAILED n: ", "x.flowtest.yaml(4,1): error FLOW1021: 'expects' is no field of a scenario. Hint: did you mean 'expect'?")]
    [InlineData("name: n\nname: m\nflow: { }\n", "FAILED n: ", "x.flowtest.yaml(2,1): error FLOW1012")]
    [InlineData("", "FAILED x.flowtest.yaml: ", "the file holds no scenario")]
    [InlineData("flow: { }\n", "FAILED x.flowtest.yaml(1): ", "'name' is missing")]
    [InlineData("name: n\nflow: { workspace: a, dagName: b, tasks: [{ name: only, category: nope }] }\n", "FAILED n: refused: expected the flow runs", "x.flowtest.yaml(2,67): error FLOW1022")]
    public async Task A_scenario_that_cannot_be_run_is_told_with_its_place(string text, string begins, string told)
    {
        var call = await CliCall.RunAsync("test", _folder.Write("x.flowtest.yaml", text));
        Assert.Equal(1, call.ExitCode);
        Assert.StartsWith(begins, call.Out, StringComparison.Ordinal);
        Assert.Contains(told, call.Out, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 1 failed", call.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file or folder 'nowhere'", "nowhere")]
    [InlineData("Required argument 'PATH' missing")]
    public async Task A_wrong_call_ends_with_2(string told, params string[] args)
    {
        var call = await CliCall.RunAsync(["test", .. args]);
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains(told, call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_scenarios_is_a_wrong_call()
    {
        var call = await CliCall.RunAsync("test", _folder.Path);
        Assert.Equal(2, call.ExitCode);
        Assert.Contains("holds no file named *.flowtest.yaml", call.Error, StringComparison.Ordinal);
    }
}
