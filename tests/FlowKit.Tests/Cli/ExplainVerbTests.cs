using FlowKit.Explaining;
using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class ExplainVerbTests : IDisposable
{
    private const string Flow = """
        workspace: media
        dagName: film
        inputSchema: [{ name: kind, required: true }]
        tasks:
          - name: route
            category: switch
            input: { kind: $.context.kind }
            switches:
              - { condition: "$.input[?(@.kind == 'series')]", next: cut }
              - { condition: default, next: whole }
          - { name: cut, category: function, resourceName: "http://encoder.example/cut" }
          - { name: whole, category: function, resourceName: "http://encoder.example/whole" }
          - { name: title, category: function, resourceName: "function://title", effect: pure }
        output: { title: $.title.text }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_explanation_is_printed_as_text_or_json()
    {
        var text = await CliCall.RunAsync("explain", File());
        Assert.Equal((0, string.Empty, Explained().ToString()), (text.ExitCode, text.Error, text.Out));

        var json = await CliCall.RunAsync("explain", File(), "--json");
        Assert.Equal((0, string.Empty, Explained().ToValue()), (json.ExitCode, json.Error, json.Json));
    }

    [Fact]
    public async Task An_input_and_targets_count()
    {
        var input = FlowValue.Object(("kind", "film"));
        var text = await CliCall.RunAsync("explain", File(), "--input", input.ToJson(), "--targets", "title, route", "--force");
        Assert.Equal((0, string.Empty, Explained(input, ["title", "route"], force: true).ToString()), (text.ExitCode, text.Error, text.Out));
        Assert.Contains("whole (function): calls http://encoder.example/whole\n   pruned: no target needs it\n", text.Out, StringComparison.Ordinal);

        var file = await CliCall.RunAsync("explain", File(), "--input", $"@{_folder.Write("input.json", input.ToJson())}", "--targets", "title");
        Assert.Equal(Explained(input, ["title"]).ToString(), file.Out);
    }

    [Theory]
    [InlineData("mermaid")]
    [InlineData("dot")]
    [InlineData("svg")]
    public async Task The_explanation_is_drawn(string format)
    {
        var call = await CliCall.RunAsync("explain", File(), "--targets", "title", "--force", "--format", format);
        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        Assert.Contains("media:film for title", call.Out, StringComparison.Ordinal);
        Assert.Contains("pruned", call.Out, StringComparison.Ordinal);

        var json = await CliCall.RunAsync("explain", File(), "--targets", "title", "--force", "--format", format, "--json");
        Assert.Equal(FlowValue.Object(("format", format), ("drawing", call.Out)), json.Json);
    }

    [Theory]
    [InlineData(1, "FLOW4007", "--targets", "nobody")]
    [InlineData(1, "FLOW4003", "--input", "{}")]
    [InlineData(2, "must be a JSON object", "--input", "[1]")]
    [InlineData(2, "no JSON", "--input", "{kind: film}")]
    [InlineData(2, "cannot be read", "--input", "@nowhere.json")]
    [InlineData(2, "--format", "--format", "png")]
    public async Task What_cannot_be_explained_is_told(int exitCode, string told, params string[] options)
    {
        var call = await CliCall.RunAsync(["explain", File(), .. options]);
        Assert.Equal((exitCode, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains(told, exitCode == 2 && told == "--format" ? $"--format {call.Error}" : call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_with_errors_is_refused()
    {
        var call = await CliCall.RunAsync("explain", _folder.Write("wrong.yaml", Flow.Replace("next: cut", "next: cud", StringComparison.Ordinal)), "--json");
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Error));
        Assert.Equal("FLOW2104", call.Json["diagnostics"][0]["code"]);
    }

    private static FlowExplanation Explained(FlowValue input = default, IReadOnlyList<string>? targets = null, bool force = false) =>
        FlowExplanation.Of(FlowYaml.Load(Flow), input, targets, force);

    private string File() => _folder.Write("film.yaml", Flow);
}
