using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary>What every verb says in the same way.</summary>
internal static class CliOutput
{
    private const string HowToReport =
        "This is a fault of flowkit, not of your call: please report it to the project with this line, the call, 'flowkit --version' and the files it names.";

    /// <summary>Runs a verb: a wrong call, a refused flow and an unforeseen fault each end with a sentence, never with a stack trace.</summary>
    public static async Task<int> GuardAsync(CliIo io, bool json, Func<Task<int>> verb)
    {
        try
        {
            await io.SignalsHeard.ConfigureAwait(false);
            return await verb().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            return Told(io, json, fault);
        }
    }

    private static int Told(CliIo io, bool json, Exception fault)
    {
        try
        {
            return fault switch
            {
                WrongCallException wrong => WrongCall(io, json, wrong.Message),
                FlowRefusedException refusal => Refused(io, json, refusal.Diagnostics),
                FlowException flow => Told(io, json, $"{flow.Code}: {flow.Message}", ExitCodes.Failed),
                OperationCanceledException => Told(io, json, "interrupted", ExitCodes.Failed),
                IOException or UnauthorizedAccessException => WrongCall(io, json, fault.Message),
                _ => Told(io, json, $"{FlowErrorCodes.ToolFault}: {fault.GetType().Name}: {fault.Message} {HowToReport}", ExitCodes.Failed),
            };
        }
        catch (IOException)
        {
            // Whoever listened has gone.
            return ExitCodes.Failed;
        }
    }

    public static int WrongCall(CliIo io, bool json, string message) => Told(io, json, message, ExitCodes.WrongCall);

    /// <summary>Tells the faults of flows that must not run.</summary>
    public static int Refused(CliIo io, bool json, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (json)
        {
            io.WriteJson(FlowValue.Object(
                ("error", "the flow is refused"), ("diagnostics", FlowValue.Array(diagnostics.Select(DiagnosticJson.Of)))));
            return ExitCodes.Failed;
        }

        foreach (var one in diagnostics)
        {
            io.Error.WriteLine(one);
        }

        return ExitCodes.Failed;
    }

    private static int Told(CliIo io, bool json, string message, int exitCode)
    {
        io.Error.WriteLine($"flowkit: {message}");
        if (json)
        {
            io.WriteJson(FlowValue.Object(("error", message)));
        }

        return exitCode;
    }
}
