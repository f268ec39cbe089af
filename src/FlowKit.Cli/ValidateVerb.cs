using System.CommandLine;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit validate</c>: says everything that is wrong with flows.</summary>
internal static class ValidateVerb
{
    public static Command Create(CliIo io)
    {
        var flows = new Argument<string[]>("FLOW") { Description = "Files of flows, and folders that hold some.", Arity = ArgumentArity.OneOrMore };
        var json = VerbOptions.Json();
        var command = new Command("validate", "Prints everything that is wrong with flows, each with its place and its cure.") { flows, json };
        command.SetAction((call, _) => CliOutput.GuardAsync(
            io, call.GetValue(json), () => Task.FromResult(Run(io, call.GetRequiredValue(flows), call.GetValue(json)))));
        return command;
    }

    private static int Run(CliIo io, IReadOnlyList<string> paths, bool json)
    {
        // Protocols are not asked for: which there are is the host's affair.
        var files = FlowPaths.Find(paths);
        var diagnostics = files.SelectMany(file => FlowDiagnostics.Check(file, options: null).Diagnostics).ToArray();
        var errors = diagnostics.Count(one => one.Severity == DiagnosticSeverity.Error);
        if (json)
        {
            io.WriteJson(FlowValue.Array(diagnostics.Select(DiagnosticJson.Of)));
        }
        else
        {
            Array.ForEach(diagnostics, one => io.Out.WriteLine(one));
            io.Out.WriteLine(
                $"{Counted.Of(files.Count, "file")}: {Counted.Of(errors, "error")}, {Counted.Of(diagnostics.Length - errors, "warning")}");
        }

        return errors == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
