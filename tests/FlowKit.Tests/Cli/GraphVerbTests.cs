using System.Xml.Linq;
using FlowKit.Tests.Scenarios;

namespace FlowKit.Tests.Cli;

public sealed class GraphVerbTests : IDisposable
{
    private const string Loop = """
        workspace: media
        dagName: cut
        tasks:
          - name: loop
            category: foreach
            input: { items: [1, 2, 3] }
            iterationMapping: { collection: $.input.items, item: item }
            tasks:
              - { name: encode, category: function, resourceName: "http://encoder.example/one" }
            next: after
          - { name: after, category: pass }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mermaid", "---\ntitle: \"media:cut\"\n---\nflowchart TD\n")]
    [InlineData("dot", "digraph \"media:cut\" {\n")]
    [InlineData("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" ")]
    public async Task A_flow_is_drawn_in_each_format(string format, string begin)
    {
        var call = await CliCall.RunAsync("graph", Write("cut.yaml", Loop), "--format", format);

        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        Assert.StartsWith(begin, call.Out, StringComparison.Ordinal);

        var json = await CliCall.RunAsync("graph", Write("cut.yaml", Loop), "--format", format, "--json");
        Assert.Equal((0, string.Empty), (json.ExitCode, json.Error));
        Assert.Equal((format, call.Out), (json.Json["format"].AsString(), json.Json["drawing"].AsString()));
    }

    [Fact]
    public async Task Mermaid_is_what_comes_without_a_format()
    {
        var flow = Write("cut.yaml", Loop);
        Assert.Equal(await CliCall.RunAsync("graph", flow, "--format", "mermaid"), await CliCall.RunAsync("graph", flow));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_execution_is_drawn_with_its_states(bool fromStore)
    {
        var flow = Write("cut.yaml", Loop);
        var store = $"sqlite:{Path.Combine(_folder.Path, "flows.db")}";
        var stubs = Write("stubs.yaml", """loop_1-encode: { error: "no picture", retryable: false }""");
        var run = await CliCall.RunAsync("run", flow, "--stubs", stubs, "--store", store, "--json");
        Assert.Equal(1, run.ExitCode);

        var call = fromStore
            ? await CliCall.RunAsync("graph", flow, "--format", "svg", "--execution", run.Json["execution_id"].AsString()!, "--store", store)
            : await CliCall.RunAsync("graph", flow, "--format", "svg", "--view", Write("view.json", run.Out));

        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        var texts = XDocument.Parse(call.Out).Descendants("{http://www.w3.org/2000/svg}text").Select(text => text.Value).ToArray();
        Assert.Contains("media:cut: FAILED", texts);
        Assert.Contains("1 of 3 FAILED", texts);
        Assert.Contains("NOT_STARTED", texts);
    }

    [Theory]
    [InlineData("none of them", "--format", "png")]
    [InlineData("ends with the process", "--execution", "x")]
    [InlineData("ends with the process", "--execution", "x", "--store", "memory:")]
    [InlineData("Add --execution ID", "--store", "memory:")]
    [InlineData("leave out --execution", "--view", "x", "--execution", "x")]
    [InlineData("cannot be read", "--view", "nowhere.json")]
    [InlineData("no view of an execution", "--view", "{FLOW}.json")]
    public async Task What_leads_to_no_picture_is_a_wrong_call(string told, params string[] options)
    {
        var flow = Write("cut.yaml", Loop);
        Write("cut.yaml.json", "{}");
        var call = await CliCall.RunAsync(["graph", flow, .. options.Select(option => option.Replace("{FLOW}", flow, StringComparison.Ordinal))]);

        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.True(told == "none of them" || call.Error.Contains(told, StringComparison.Ordinal), call.Error);
    }

    [Fact]
    public async Task An_execution_that_is_not_there_is_a_wrong_call()
    {
        var file = Path.Combine(_folder.Path, "flows.db");
        string[] words = ["graph", Write("cut.yaml", Loop), "--execution", "media:cut_c_none", "--store", $"sqlite:{file}"];
        var none = await CliCall.RunAsync(words);
        Assert.Equal((2, string.Empty), (none.ExitCode, none.Out));
        Assert.Contains("there is no file", none.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        await File.WriteAllTextAsync(file, string.Empty);
        var empty = await CliCall.RunAsync(words);
        Assert.Equal((1, string.Empty), (empty.ExitCode, empty.Out));
        Assert.Contains("There is no store", empty.Error, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(file).Length);

        await FlowKit.Sqlite.SqliteStateStore.Open($"Data Source={file}").DisposeAsync();
        var call = await CliCall.RunAsync(words);
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains("no execution 'media:cut_c_none'", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_with_errors_is_not_drawn()
    {
        var flow = Write("wrong.yaml", Loop.Replace("next: after", "next: afer", StringComparison.Ordinal));

        var plain = await CliCall.RunAsync("graph", flow);
        Assert.Equal((1, string.Empty), (plain.ExitCode, plain.Out));
        Assert.Contains("FLOW2104", plain.Error, StringComparison.Ordinal);

        var json = await CliCall.RunAsync("graph", flow, "--json");
        Assert.Equal((1, string.Empty), (json.ExitCode, json.Error));
        Assert.Equal("FLOW2104", json.Json["diagnostics"][0]["code"]);
    }

    private string Write(string name, string text) => _folder.Write(name, text);
}
