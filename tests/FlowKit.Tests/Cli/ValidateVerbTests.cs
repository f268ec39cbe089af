using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class ValidateVerbTests : IDisposable
{
    private const string Good = "workspace: a\ndagName: b\ntasks: [{ name: only, category: pass }]\n";
    private const string Warned = "workspace: a\ndagName: b\nnonsense: 1\ntasks: [{ name: only, category: pass }]\n";
    private const string Bad = "workspace: a\ndagName: b\ntasks:\n  - { name: only, category: pas }\n  - { name: two, category: pass, next: onyl }\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_fault_of_every_file_is_a_line_with_its_place()
    {
        var bad = _folder.Write("bad.yaml", Bad);
        var warned = _folder.Write("warned.yaml", Warned);
        var call = await CliCall.RunAsync("validate", bad, warned, _folder.Write("good.yaml", Good));

        Assert.Equal((1, string.Empty), (call.ExitCode, call.Error));
        var lines = call.Out.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"{bad}(4,29): error FLOW1022: ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Hint: did you mean 'pass'?", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{bad}(5,40): error FLOW2", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{warned}(3,1): warning FLOW1021: ", lines[2], StringComparison.Ordinal);
        Assert.Equal("3 files: 2 errors, 1 warning", lines[3]);
    }

    [Fact]
    public async Task Warnings_alone_are_no_failure()
    {
        var call = await CliCall.RunAsync("validate", _folder.Write("warned.yaml", Warned));
        Assert.Equal(0, call.ExitCode);
        Assert.EndsWith("1 file: 0 errors, 1 warning", call.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_is_the_list_of_all_faults()
    {
        var bad = _folder.Write("bad.json", """{"workspace": "a", "dagName": "b", "tasks": [{"name": "only", "category": "pass", "next": "two"}]}""");
        var call = await CliCall.RunAsync("validate", bad, _folder.Write("warned.yaml", Warned), "--json");

        Assert.Equal((1, string.Empty), (call.ExitCode, call.Error));
        Assert.Equal(2, call.Json.Count);
        var first = call.Json[0];
        Assert.Equal(["file", "line", "column", "path", "severity", "code", "message", "hint", "task"], first.Members.Select(member => member.Key));
        Assert.Equal(bad, first["file"]);
        Assert.Equal((1, 91), (first["line"].AsInt64(), first["column"].AsInt64()));
        Assert.Equal("tasks[0].next", first["path"]);
        Assert.Equal("error", first["severity"]);
        Assert.StartsWith("FLOW2", first["code"].AsString(), StringComparison.Ordinal);
        Assert.Equal("only", first["task"]);
        Assert.Equal("warning", call.Json[1]["severity"]);
        Assert.Equal(FlowValue.Null, call.Json[1]["task"]);
    }

    [Fact]
    public async Task Without_faults_the_json_is_an_empty_list()
    {
        var call = await CliCall.RunAsync("validate", _folder.Write("good.yaml", Good), "--json");
        Assert.Equal((0, FlowValue.EmptyArray), (call.ExitCode, call.Json));
    }

    [Fact]
    public async Task A_folder_means_its_flows_and_not_its_scenarios()
    {
        _folder.Write("flows/one.yaml", Good);
        _folder.Write("flows/deeper/two.yml", Warned);
        _folder.Write("flows/x.flowtest.yaml", "no: flow");
        var call = await CliCall.RunAsync("validate", Path.Combine(_folder.Path, "flows"), Path.Combine(_folder.Path, "flows", "one.yaml"));
        Assert.Equal(0, call.ExitCode);
        Assert.EndsWith("2 files: 0 errors, 1 warning", call.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_a_link_leads_back_to_is_looked_through_once()
    {
        _folder.Write("flows/one.yaml", Warned);
        _folder.Write("flows/deeper/two.yaml", Good);
        var flows = Path.Combine(_folder.Path, "flows");
        Directory.CreateSymbolicLink(Path.Combine(flows, "deeper", "back"), flows);
        var call = await CliCall.RunAsync("validate", flows);
        Assert.EndsWith("2 files: 0 errors, 1 warning", call.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_folder_are_named_as_the_folder_was()
    {
        _folder.Write("flows/one.yaml", Warned);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(_folder.Path, "flows"));
        var call = await CliCall.RunAsync("validate", relative);
        Assert.StartsWith($"{Path.Combine(relative, "one.yaml")}(3,1): warning FLOW1021: ", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("htp://host", "'htp' is no protocol of the package", "Hint: did you mean 'http'?")]
    [InlineData("queue://orders", "'queue' is no protocol of the package", "Hint: the host must have a dispatcher for it")]
    public async Task A_protocol_that_only_a_host_may_have_is_a_warning(string address, string told, string cure)
    {
        var call = await CliCall.RunAsync("validate", _folder.Write(
            "x.yaml", $"workspace: a\ndagName: b\ntasks: [{{ name: only, category: function, resourceName: '{address}' }}]\n"));
        Assert.Equal(0, call.ExitCode);
        Assert.Contains("x.yaml(3,57): warning FLOW2403: " + told, call.Out, StringComparison.Ordinal);
        Assert.Contains(cure, call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ workspace: a", "error FLOW1005")]
    [InlineData("", "error FLOW1007")]
    [InlineData("a: 1\n\tb: 2", "(2,1): error FLOW1005")]
    [InlineData("workspace: a\nworkspace: b\n", "(2,1): error FLOW1012")]
    public async Task A_text_that_is_no_flow_is_a_fault_with_its_place(string text, string told)
    {
        var call = await CliCall.RunAsync("validate", _folder.Write("x.yaml", text));
        Assert.Equal(1, call.ExitCode);
        Assert.Contains(told, call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_wrong_call()
    {
        var good = _folder.Write("good.yaml", Good);
        var call = await CliCall.RunAsync("validate", good, "nowhere.yaml");
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Equal("flowkit: There is no file or folder 'nowhere.yaml'. Check the path.", call.Error.TrimEnd());
        Assert.Equal(2, (await CliCall.RunAsync("validate", Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName)).ExitCode);
        Assert.Equal(2, (await CliCall.RunAsync("validate")).ExitCode);
    }
}
