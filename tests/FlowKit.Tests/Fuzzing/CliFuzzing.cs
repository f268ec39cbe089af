using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Errors;
using FlowKit.Tests.Cli;
using FlowKit.Tests.Scenarios;
using Xunit.Abstractions;

namespace FlowKit.Tests.Fuzzing;

/// <summary>Whatever the tool is called with, it answers with an exit code of its own and words a person understands; never with a fault of itself.</summary>
public sealed class CliFuzzing(ITestOutputHelper output) : IDisposable
{
    private const int Usual = 400;
    private const long MostBytes = 200_000_000;

    private static readonly string[] Words =
    [
        "run", "run", "run", "test", "test", "validate", "validate", "jsonpath", "jsonpath", "--input", "--flows", "--stubs", "--store", "--json", "--document", "--dialect",
        "rfc9535", "flow", "memory:", "nonsense:", "sqlite:", "--help", "-h", "-?", "--version", "--", "-", "", " ", "@", "[suggest]", "[diagram]", "--json=false", "--json:x", "=", "\0",
        "\uD800", "{}", "[]", "{\"n\": 1}", "{\"n\": \"\\ud800\"}", "{", "null", "1e999", "$", "$.n", "$..*", "$[", "$[?@.n =~ /(a+)+/]", "fuzz:one", "fuzz:nobody", "é😀", "--ínput",
    ];

    private static readonly (string Name, string Text)[] Files =
    [
        ("one.yaml", "workspace: fuzz\ndagName: one\ntasks: [{ name: a, category: pass, inputMappings: [{ source: $.context.n, target: $.input.n }] }]"),
        ("calls.yaml", "workspace: fuzz\ndagName: calls\ntasks: [{ name: a, category: function, resourceName: function://a }]"),
        ("fails.yaml", "workspace: fuzz\ndagName: fails\noutput: { x: $.a.n }\ntasks: [{ name: a, category: script, expression: 1 / 0 }]"),
        ("broken.yaml", "workspace: [\n"), ("empty.yaml", ""), ("bytes.json", "\uFFFD{\"a\":\"\\udc00\"}"), ("input.json", "{\"n\": [1, 2]}"),
        ("stubs.yaml", "a: { output: { n: 1 } }"), ("stubs-broken.yaml", "a: { outptu: 1, after: 9x }"),
        ("good.flowtest.yaml", "name: good\nflow: one.yaml\nexpect: { status: SUCCEED }\n---\nname: bad\nflow: calls.yaml\nexpect: { status: FAILED }"),
        ("broken.flowtest.yaml", "name: x\nwhen: [{ advance: -1s }]\nflow: nobody.yaml"),
    ];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_call_ends_in_a_fault_of_the_tool()
    {
        var files = Files.Select(file => _folder.Write(file.Name, file.Text)).Append(_folder.Path).Append(_folder.Path + "/nobody").ToArray();
        output.WriteLine(FuzzCampaign.Run(Usual, random => Call(random, files), Check, _ => MostBytes).ToString());
    }

    private static CliArguments Call(Random random, string[] files)
    {
        var arguments = new List<string> { Words[random.Next(9)] };
        for (var more = random.Next(6); more > 0; more--)
        {
            arguments.Add(random.Next(3) switch
            {
                0 => Words[random.Next(Words.Length)],
                1 => files[random.Next(files.Length)],
                _ => Pair(random, files),
            });
        }

        if (random.Next(10) == 0)
        {
            arguments.RemoveAt(0);
        }

        return new(arguments, random.Next(2) == 0 ? null : Words[random.Next(Words.Length)], random.Next(3) == 0);
    }

    private static string Pair(Random random, string[] files) => random.Next(4) switch
    {
        0 => $"--input=@{files[random.Next(files.Length)]}",
        1 => $"--stubs={files[random.Next(files.Length)]}",
        2 => $"--document={Words[random.Next(Words.Length)]}",
        _ => $"@{files[random.Next(files.Length)]}",
    };

    private static void Check(CliArguments call)
    {
        var around = new CliCall.Surroundings { In = call.In is null ? null : new StringReader(call.In), IsTerminal = call.IsTerminal };
        var done = CliCall.RunAsync(around, [.. call.Arguments]).GetAwaiter().GetResult();
        Assert.InRange(done.ExitCode, 0, 2);
        Assert.DoesNotContain(FlowErrorCodes.ToolFault, done.Error + done.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("   at FlowKit", done.Error + done.Out, StringComparison.Ordinal);
        Assert.True(done.ExitCode == 0 || (done.Error + done.Out).Length > 0);
    }
}
