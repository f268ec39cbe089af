using System.CommandLine;
using FlowKit.Errors;
using FlowKit.Running;
using FlowKit.Testing;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit validate</c>: says everything that is wrong with flows.</summary>
internal static class ValidateVerb
{
    /// <summary>Which protocols there are is the host's affair: another one than those of the package is a warning.</summary>
    private static readonly FlowValidationOptions AnyHost = new()
    {
        KnownProtocols = [.. FlowTestBedOptions.DefaultProtocols, SubFlowDispatcher.Protocol],
        HostMayHaveMore = true,
    };

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
        var files = FlowPaths.Find(paths);
        var diagnostics = files.SelectMany(file => FlowDiagnostics.Check(file, AnyHost).Diagnostics).ToArray();
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
