using System.CommandLine;

namespace FlowKit.Cli;

/// <summary>The verbs of the tool, and what becomes of a call that fits none.</summary>
internal static class CommandLine
{
    /// <summary>How long a run may take to end orderly after Ctrl-C.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs a call and gives its exit code. Throws nothing, whatever happens.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken = default) =>
        CliOutput.GuardAsync(io, args.Contains(VerbOptions.JsonName), () => InvokeAsync(args, io, cancellationToken));

    private static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken)
    {
        // An argument that begins with @ names a file of JSON here, not one of more arguments.
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = Root(io with { SignalsHeard = heard.Task }).Parse(args, new() { ResponseFileTokenReplacer = null });
        if (call.Errors.Count > 0)
        {
            return CliOutput.WrongCall(
                io, args.Contains(VerbOptions.JsonName), $"{WrongCallText.Of(call)} Call 'flowkit --help', or 'flowkit VERB --help'.");
        }

        var configuration = new InvocationConfiguration
        {
            Output = io.Out,
            Error = io.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = Grace,
        };
        // The library begins to hear signals once the verb has begun to wait: one that came before would end the process out of order.
        var verb = call.InvokeAsync(configuration, cancellationToken);
        heard.SetResult();
        return await verb.ConfigureAwait(false);
    }

    private static RootCommand Root(CliIo io)
    {
        var root = new RootCommand("Runs, tests, validates, draws, explains and hosts FlowKit flows, and operates their executions.")
        {
            RunVerb.Create(io),
            TestVerb.Create(io),
            ValidateVerb.Create(io),
            JsonPathVerb.Create(io),
            GraphVerb.Create(io),
            ExplainVerb.Create(io),
            ServeVerb.Create(io),
            ExecutionsVerb.Create(io),
        };
        root.Directives.Clear();
        return root;
    }
}
