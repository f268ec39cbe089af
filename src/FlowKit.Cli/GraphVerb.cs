using System.CommandLine;
using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit graph</c>: draws a flow, or an execution with its states in colour.</summary>
internal static class GraphVerb
{
    private const string Mermaid = "mermaid";
    private const string Dot = "dot";
    private const string Svg = "svg";

    public static Command Create(CliIo io)
    {
        var flow = new Argument<string>("FLOW") { Description = "A flow: YAML or JSON." };
        var format = new Option<string>("--format") { Description = "mermaid, dot or svg.", DefaultValueFactory = _ => Mermaid };
        format.AcceptOnlyFromAmong(Mermaid, Dot, Svg);
        var view = new Option<string?>("--view") { Description = "The view of an execution, as 'flowkit run --json' prints it.", HelpName = "FILE" };
        var execution = new Option<string?>("--execution") { Description = "An execution of the store.", HelpName = "ID" };
        var store = new Option<string?>("--store") { Description = "The store the execution is in.", HelpName = "URI" };
        var json = VerbOptions.Json();
        var command = new Command("graph", "Draws a flow, or an execution with its states in colour.") { flow, format, view, execution, store, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), async () =>
        {
            var drawn = MeantFlow.Read(call.GetRequiredValue(flow));
            var seen = await ExecutionSource.FindAsync(
                drawn, call.GetValue(view), call.GetValue(execution), call.GetValue(store), token).ConfigureAwait(false);
            Print(io, Draw(drawn, seen, call.GetRequiredValue(format)), call.GetRequiredValue(format), call.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Draw(FlowDescriptor flow, ExecutionView? view, string format) => format switch
    {
        Svg => FlowDrawing.Svg(flow, view),
        Dot => FlowDrawing.Dot(flow, view),
        _ => FlowDrawing.Mermaid(flow, view),
    };

    private static void Print(CliIo io, string drawing, string format, bool json)
    {
        if (json)
        {
            io.WriteJson(FlowValue.Object(("format", format), ("drawing", drawing)));
        }
        else
        {
            io.Out.Write(drawing);
        }
    }
}
