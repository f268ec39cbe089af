using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class JsonPathVerbTests
{
    [Theory]
    [InlineData("$.a[0]", """{"a": [5]}""", "[5]", """["$['a'][0]"]""")]
    [InlineData("$.a[*].b", """{"a": [{"b": 1}, {"c": 2}, {"b": null}]}""", "[1, null]", """["$['a'][0]['b']", "$['a'][2]['b']"]""")]
    [InlineData("$.nowhere", "{}", "[]", "[]")]
    [InlineData("$", "3", "[3]", """["$"]""")]
    public async Task A_path_gives_the_list_of_its_matches(string path, string document, string values, string paths)
    {
        var plain = await CliCall.RunAsync("jsonpath", path, "--document", document);
        Assert.Equal((0, FlowValue.Parse(values), string.Empty), (plain.ExitCode, plain.Json, plain.Error));

        var json = await CliCall.RunAsync("jsonpath", path, "--document", document, "--json");
        Assert.Equal(0, json.ExitCode);
        Assert.Equal(FlowValue.Object(("values", FlowValue.Parse(values)), ("paths", FlowValue.Parse(paths))), json.Json);
    }

    [Fact]
    public async Task The_document_may_be_a_file_or_be_piped_in()
    {
        using var folder = new TestFolder();
        var file = folder.Write("d.json", """{"a": 1}""");
        Assert.Equal("[1]", (await CliCall.RunAsync("jsonpath", "$.a", "--document", "@" + file)).Json.ToJson());
        var piped = new CliCall.Surroundings { In = new StringReader("""{"a": 2}""") };
        Assert.Equal("[2]", (await CliCall.RunAsync(piped, "jsonpath", "$.a")).Json.ToJson());
        var marked = new CliCall.Surroundings { In = new StringReader("\uFEFF{\"a\": 3}") };
        Assert.Equal("[3]", (await CliCall.RunAsync(marked, "jsonpath", "$.a")).Json.ToJson());
    }

    [Fact]
    public async Task The_dialect_of_flows_is_an_option()
    {
        const string Path = "$.a[?(@.n == '1')]";
        const string Document = """{"a": [{"n": 1}]}""";
        Assert.Equal("[]", (await CliCall.RunAsync("jsonpath", Path, "--document", Document)).Json.ToJson());
        Assert.Equal("""[{"n":1}]""", (await CliCall.RunAsync("jsonpath", Path, "--document", Document, "--dialect", "flow")).Json.ToJson());
        Assert.Equal(2, (await CliCall.RunAsync("jsonpath", Path, "--document", Document, "--dialect", "xpath")).ExitCode);
    }

    [Fact]
    public async Task An_invalid_path_is_told_with_its_position()
    {
        var json = await CliCall.RunAsync("jsonpath", "$.a[", "--document", "{}", "--json");
        Assert.Equal((1, string.Empty), (json.ExitCode, json.Error));
        Assert.Equal(["error", "position"], json.Json.Members.Select(member => member.Key));
        Assert.Equal(4, json.Json["position"]);

        var plain = await CliCall.RunAsync("jsonpath", "$.a[", "--document", "{}");
        Assert.Equal((1, string.Empty), (plain.ExitCode, plain.Out));
        Assert.StartsWith("FLOW3001: JSONPath, position 4: ", plain.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no document", "$.a")]
    [InlineData("no JSON", "$.a", "--document", "{a: 1}")]
    [InlineData("no JSON of at most 64 levels", "$.a", "--document", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("cannot be read", "$.a", "--document", "@nowhere.json")]
    public async Task A_wrong_document_is_a_wrong_call(string told, params string[] args)
    {
        var call = await CliCall.RunAsync(["jsonpath", .. args]);
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains(told, call.Error, StringComparison.Ordinal);
    }
}
