using System.CommandLine;
using FlowKit.Cli.Operating;
using FlowKit.Cli.Running;
using FlowKit.Executions;

namespace FlowKit.Cli;

/// <summary><c>flowkit executions</c>: operates on the executions of a store.</summary>
internal static class ExecutionsVerb
{
    private const string StoreName = "--store";

    public static Command Create(CliIo io) => new("executions", "Lists, shows, cancels and retries the executions of a store, and tells their history.")
    {
        ListVerb.Create(io),
        Show(io),
        HistoryVerb.Create(io),
        Cancel(io),
        Retry(io),
    };

    public static Option<string> Store() => new(StoreName) { Description = "The store they are in.", HelpName = "URI", Required = true };

    public static Argument<string> Id() => new("ID") { Description = "The execution." };

    /// <summary>The address an option gives; of a store that was there before.</summary>
    /// <exception cref="WrongCallException">It names none.</exception>
    public static StoreAddress Address(ParseResult call, Option<string> store) => StoreAddress.ParseLasting(StoreName, call.GetRequiredValue(store));

    private static Command Show(CliIo io)
    {
        var (id, store, json) = (Id(), Store(), VerbOptions.Json());
        var command = new Command("show", "Prints an execution as it stands.") { id, store, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), async () =>
        {
            var request = new OperationRequest(call.GetRequiredValue(id), Address(call, store));
            var operation = await StoredOperation.OpenAsync(request, new SilentDisplay(io), token).ConfigureAwait(false);
            await using var disposal = operation.ConfigureAwait(false);
            Print(io, await operation.ViewAsync().ConfigureAwait(false), call.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Cancel(CliIo io)
    {
        var (id, store, json) = (Id(), Store(), VerbOptions.Json());
        var (by, reason) = (By(), Reason());
        var command = new Command("cancel", "Ends an execution that has not ended.") { id, by, reason, store, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), async () =>
        {
            var request = new OperationRequest(call.GetRequiredValue(id), Address(call, store));
            var operation = await StoredOperation.OpenAsync(request, new SilentDisplay(io), token).ConfigureAwait(false);
            await using var disposal = operation.ConfigureAwait(false);
            var view = await operation.CancelAsync(new(call.GetValue(by), call.GetValue(reason)), token).ConfigureAwait(false);
            if (call.GetValue(json))
            {
                io.WriteJson(ViewJson.Of(view));
            }
            else
            {
                io.Out.WriteLine($"{view.Flow} {view.Status.ToText()} ({view.ExecutionId})");
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Retry(CliIo io)
    {
        var (id, store, json) = (Id(), Store(), VerbOptions.Json());
        var tasks = new Option<string?>("--tasks") { Description = "These instances and what follows them; what failed by default.", HelpName = "A,B" };
        var all = new Option<bool>("--all") { Description = "All over again, with the original input." };
        var flows = new Option<string?>("--flows") { Description = "A folder of flows, reached by sub-flow calls.", HelpName = "DIR" };
        var stubs = new Option<string?>("--stubs") { Description = "Nothing is called: dispatches are answered from this file.", HelpName = "FILE" };
        var (by, reason) = (By(), Reason());
        var command = new Command("retry", "Runs an execution again from where it failed, in this process, to its end.")
        {
            id, tasks, all, by, reason, flows, stubs, store, json,
        };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), async () =>
        {
            if (call.GetValue(all) && call.GetValue(tasks) is not null)
            {
                throw new WrongCallException("--all is every task; leave out --tasks.");
            }

            var request = new OperationRequest(call.GetRequiredValue(id), Address(call, store))
            {
                FlowsFolder = call.GetValue(flows),
                StubsFile = call.GetValue(stubs),
            };
            IRunDisplay display = call.GetValue(json) ? new SilentDisplay(io)
                : io.IsTerminal ? new LiveDisplay(io, TimeProvider.System) : new PlainDisplay(io);
            var operation = await StoredOperation.OpenAsync(request, display, token).ConfigureAwait(false);
            await using var disposal = operation.ConfigureAwait(false);
            var note = new OperationNote(call.GetValue(by), call.GetValue(reason));
            var view = await display.WhileAsync(
                () => operation.RetryAsync(Names(call.GetValue(tasks)), call.GetValue(all), note, token)).ConfigureAwait(false);
            Print(io, view, call.GetValue(json));
            return view.Status == ExecutionStatus.Succeed ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }

    private static Option<string?> By() => new("--by") { Description = "Who asks; on record with the execution.", HelpName = "NAME" };

    private static Option<string?> Reason() => new("--reason") { Description = "Why; on record with the execution.", HelpName = "TEXT" };

    private static string[]? Names(string? written) =>
        written?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Print(CliIo io, ExecutionView view, bool json)
    {
        if (json)
        {
            io.WriteJson(ViewJson.Of(view));
        }
        else
        {
            ViewText.Write(io, view);
        }
    }
}
