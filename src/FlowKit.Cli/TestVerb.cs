using System.CommandLine;
using FlowKit.Files;
using FlowKit.Testing.Scenarios;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit test</c>: runs scenario files.</summary>
internal static class TestVerb
{
    public static Command Create(CliIo io)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = $"Scenario files, and folders that hold files named *{ScenarioFile.Extension}.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = VerbOptions.Json();
        var command = new Command("test", "Runs scenario files in virtual time.") { paths, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(
            io, call.GetValue(json), () => RunAsync(io, call.GetRequiredValue(paths), call.GetValue(json), token)));
        return command;
    }

    private static async Task<int> RunAsync(CliIo io, IReadOnlyList<string> paths, bool json, CancellationToken cancellationToken)
    {
        var runner = new ScenarioRunner();
        var results = new List<ScenarioResult>();
        foreach (var file in paths.SelectMany(Files).Distinct(StringComparer.Ordinal).ToArray())
        {
            foreach (var result in await runner.RunAsync(ScenarioFile.Read(file), cancellationToken).ConfigureAwait(false))
            {
                results.Add(result);
                if (!json)
                {
                    io.Out.WriteLine(result);
                }
            }
        }

        var failed = results.Count(result => !result.Passed);
        if (json)
        {
            io.WriteJson(FlowValue.Array(results.Select(Json)));
        }
        else
        {
            io.Out.WriteLine($"{results.Count - failed} passed, {failed} failed");
        }

        return failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static IReadOnlyList<string> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new WrongCallException($"There is no file or folder '{path}'. Check the path.");
        }

        var files = FolderTree.Files(path, file => file.EndsWith(ScenarioFile.Extension, StringComparison.Ordinal));
        return files.Count > 0
            ? files
            : throw new WrongCallException($"The folder '{path}' holds no file named *{ScenarioFile.Extension}. Name another folder, or a file.");
    }

    private static FlowValue Json(ScenarioResult result) => FlowValue.Object(
        ("file", result.File),
        ("name", result.Name),
        ("passed", result.Passed),
        ("differences", FlowValue.Array(result.Differences.Select(difference => FlowValue.Object(
            ("what", difference.What), ("expected", difference.Expected), ("actual", difference.Actual))))));
}
