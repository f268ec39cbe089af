using System.CommandLine;
using FlowKit.Descriptors;
using FlowKit.Explaining;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit explain</c>: shows the plan of a flow, and why it is so.</summary>
internal static class ExplainVerb
{
    private const string InputName = "--input";
    private const string Text = "text";
    private const string Mermaid = "mermaid";
    private const string Dot = "dot";
    private const string Svg = "svg";

    public static Command Create(CliIo io)
    {
        var flow = new Argument<string>("FLOW") { Description = "A flow: YAML or JSON." };
        var input = new Option<string?>(InputName) { Description = "The submitted context: a JSON object, or @FILE.", HelpName = "JSON|@FILE" };
        var targets = new Option<string?>("--targets") { Description = "Tasks, or keys of the output, that a start asks for.", HelpName = "A,B" };
        var force = new Option<bool>("--force") { Description = "With --targets: spare tasks with effects outside too." };
        var format = new Option<string>("--format") { Description = "text, or a picture: mermaid, dot or svg.", DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong(Text, Mermaid, Dot, Svg);
        var json = VerbOptions.Json();
        var command = new Command("explain", "Shows the plan of a flow: what runs, what does not, and why.") { flow, input, targets, force, format, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), () =>
        {
            var drawn = MeantFlow.Read(call.GetRequiredValue(flow));
            var explanation = FlowExplanation.Of(
                drawn,
                call.GetValue(input) is { } submitted ? JsonArgument.ReadObject(InputName, submitted) : default,
                Targets(call.GetValue(targets)),
                call.GetValue(force));
            Print(io, drawn, explanation, call.GetRequiredValue(format), call.GetValue(json));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static string[]? Targets(string? written) =>
        written?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Print(CliIo io, FlowDescriptor flow, FlowExplanation explanation, string format, bool json)
    {
        var text = format switch
        {
            Mermaid => FlowDrawing.Mermaid(flow, explanation),
            Dot => FlowDrawing.Dot(flow, explanation),
            Svg => FlowDrawing.Svg(flow, explanation),
            _ => explanation.ToString(),
        };
        if (!json)
        {
            io.Out.Write(text);
        }
        else
        {
            io.WriteJson(format == Text ? explanation.ToValue() : FlowValue.Object(("format", format), ("drawing", text)));
        }
    }
}
