using System.CommandLine;
using FlowKit.Cli.Running;

namespace FlowKit.Cli.Operating;

/// <summary><c>flowkit executions history</c>: what came of an execution so far.</summary>
internal static class HistoryVerb
{
    public static Command Create(CliIo io)
    {
        var (id, store, json) = (ExecutionsVerb.Id(), ExecutionsVerb.Store(), VerbOptions.Json());
        var command = new Command("history", "Prints the attempts and operations of an execution, and what its end waited for.") { id, store, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), async () =>
        {
            var request = new OperationRequest(call.GetRequiredValue(id), ExecutionsVerb.Address(call, store));
            var operation = await StoredOperation.OpenAsync(request, new SilentDisplay(io), token).ConfigureAwait(false);
            await using var disposal = operation.ConfigureAwait(false);
            var history = await operation.HistoryAsync().ConfigureAwait(false);
            if (call.GetValue(json))
            {
                io.WriteJson(HistoryJson.Of(history));
            }
            else
            {
                HistoryText.Write(io, history);
            }

            return ExitCodes.Done;
        }));
        return command;
    }
}
