using System.Text;
using FlowKit.Cli;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help", "jsonpath")]
    [InlineData("run --help", "--stubs <FILE>")]
    [InlineData("--version", ".")]
    public async Task Help_and_version_are_no_faults(string args, string told)
    {
        var call = await CliCall.RunAsync(args.Split(' '));
        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        Assert.Contains(told, call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_assembly_of_the_tool_does_not_stand_in_the_way_of_the_library() => Assert.NotEqual(
        typeof(FlowYaml).Assembly.GetName().Name, typeof(CommandLine).Assembly.GetName().Name, StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("")]
    [InlineData("dance")]
    [InlineData("run")]
    [InlineData("run a.yaml b.yaml")]
    [InlineData("run a.yaml --nonsense")]
    [InlineData("jsonpath")]
    public async Task A_call_that_fits_no_verb_ends_with_2(string args)
    {
        var call = await CliCall.RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains("--help", call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Name a verb: run, test, validate")]
    [InlineData("vaildate x", "There is no verb 'vaildate'; did you mean 'validate'?")]
    [InlineData("RUN x", "There is no verb 'RUN'; did you mean 'run'?")]
    [InlineData("dance", "There is no verb 'dance'; there are run, test")]
    [InlineData("--jsn", "There is no option '--jsn' here; name a verb: run, test")]
    [InlineData("executions", "Name a verb: list, show, history, cancel, retry.")]
    [InlineData("executions lst", "There is no verb 'lst'; did you mean 'list'?")]
    [InlineData("graph x --format png", "--format: Argument 'png' not recognized. Must be one of: 'mermaid' 'dot' 'svg'.")]
    public async Task A_wrong_word_is_told_in_a_line_with_what_fits(string args, string told)
    {
        var call = await CliCall.RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, call.ExitCode);
        Assert.Contains(told, call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_wrong_call_is_json_too()
    {
        var call = await CliCall.RunAsync("run", "--json");
        Assert.Equal(2, call.ExitCode);
        Assert.Equal(["error"], call.Json.Members.Select(member => member.Key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_of_the_tool_is_a_sentence_with_a_code_and_never_a_stack(bool json)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CliOutput.GuardAsync(
            new(null, output, error, IsTerminal: false), json, () => throw new InvalidOperationException("it broke"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith($"flowkit: {FlowErrorCodes.ToolFault}: InvalidOperationException: it broke", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("please report it", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(json, output.ToString().Length > 0);
        Assert.True(!json || FlowValue.Parse(output.ToString())["error"].AsString()!.StartsWith(FlowErrorCodes.ToolFault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listener_that_has_gone_ends_the_call_quietly()
    {
        await using var gone = new GoneWriter();
        Assert.Equal(ExitCodes.Failed, await CommandLine.RunAsync(["jsonpath", "$", "--document", "1", "--json"], new(null, gone, gone, IsTerminal: false)));
        await using var error = new StringWriter();
        Assert.Equal(
            ExitCodes.Failed, await CommandLine.RunAsync(["jsonpath", "$", "--document", "1", "--json"], new(null, gone, error, IsTerminal: false)));
        Assert.DoesNotContain(FlowErrorCodes.ToolFault, error.ToString(), StringComparison.Ordinal);
    }

    private sealed class GoneWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Broken pipe");
    }
}
