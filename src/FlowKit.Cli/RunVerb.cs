using System.CommandLine;
using FlowKit.Cli.Running;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit run</c>: runs one flow to its end.</summary>
internal static class RunVerb
{
    private const string InputName = "--input";
    private const string StoreName = "--store";

    public static Command Create(CliIo io)
    {
        var flow = new Argument<string>("FLOW") { Description = "The file of the flow; with --flows also the name of one of its flows, workspace:dagName." };
        var input = new Option<string?>(InputName) { Description = "The submitted context: a JSON object, or @FILE.", HelpName = "JSON|@FILE" };
        var flows = new Option<string?>("--flows") { Description = "A folder of more flows, reached by sub-flow calls.", HelpName = "DIR" };
        var stubs = new Option<string?>("--stubs")
        {
            Description = "Nothing is called: dispatches are answered from this file, in real time, in the format of scenario files.",
            HelpName = "FILE",
        };
        var store = new Option<string?>(StoreName) { Description = $"Where the execution is kept; {StoreAddress.Memory} by default.", HelpName = "URI" };
        var json = VerbOptions.Json();
        var command = new Command("run", "Runs a flow to its end and prints the execution.") { flow, input, flows, stubs, store, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), () => RunAsync(
            io,
            new RunRequest(
                call.GetRequiredValue(flow),
                call.GetValue(input) is { } submitted ? JsonArgument.ReadObject(InputName, submitted) : FlowValue.EmptyObject,
                call.GetValue(flows),
                call.GetValue(stubs),
                StoreAddress.Parse(StoreName, call.GetValue(store))),
            call.GetValue(json),
            token)));
        return command;
    }

    private static async Task<int> RunAsync(CliIo io, RunRequest request, bool json, CancellationToken cancellationToken)
    {
        IRunDisplay display = json ? new SilentDisplay(io) : io.IsTerminal ? new LiveDisplay(io, TimeProvider.System) : new PlainDisplay(io);
        var run = FlowRun.Prepare(request, display);
        await using var disposal = run.ConfigureAwait(false);
        var view = await display.WhileAsync(() => run.RunAsync(cancellationToken)).ConfigureAwait(false);
        if (json)
        {
            io.WriteJson(ViewJson.Of(view));
        }
        else
        {
            ViewText.Write(io, view);
        }

        return view.Status == ExecutionStatus.Succeed ? ExitCodes.Done : ExitCodes.Failed;
    }
}
