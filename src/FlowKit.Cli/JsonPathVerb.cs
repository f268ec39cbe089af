using System.CommandLine;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit jsonpath</c>: evaluates one JSONPath.</summary>
internal static class JsonPathVerb
{
    private const string DocumentName = "--document";
    private const string Rfc = "rfc9535";
    private const string Flow = "flow";

    public static Command Create(CliIo io)
    {
        var path = new Argument<string>("PATH") { Description = "The JSONPath." };
        var document = new Option<string?>(DocumentName)
        {
            Description = "The document: JSON, or @FILE. Without it standard input is read.",
            HelpName = "JSON|@FILE",
        };
        var dialect = new Option<string>("--dialect")
        {
            Description = "The language of the path: rfc9535, or flow, the one of flows.",
            DefaultValueFactory = _ => Rfc,
        };
        dialect.AcceptOnlyFromAmong(Rfc, Flow);
        var json = VerbOptions.Json();
        var command = new Command("jsonpath", "Evaluates one JSONPath and prints the list of matches.") { path, document, dialect, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), () => RunAsync(
            io,
            call.GetRequiredValue(path),
            call.GetValue(document),
            call.GetValue(dialect) == Flow ? JsonPathDialect.Flow : JsonPathDialect.Rfc9535,
            call.GetValue(json),
            token)));
        return command;
    }

    private static async Task<int> RunAsync(
        CliIo io, string text, string? document, JsonPathDialect dialect, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var path = JsonPath.Parse(text, dialect);
            var root = await DocumentAsync(io, document, cancellationToken).ConfigureAwait(false);
            Print(io, path.SelectMatches(root), json);
            return ExitCodes.Done;
        }
        catch (JsonPathException fault)
        {
            if (json)
            {
                io.WriteJson(FlowValue.Object(("error", fault.Fault.Message), ("position", fault.Position)));
            }
            else
            {
                io.Error.WriteLine($"{fault.Code}: {fault.Message}");
            }

            return ExitCodes.Failed;
        }
    }

    private static void Print(CliIo io, IReadOnlyList<JsonPathMatch> matches, bool json)
    {
        var values = FlowValue.Array(matches.Select(match => match.Value));
        io.WriteJson(json
            ? FlowValue.Object(("values", values), ("paths", FlowValue.Array(matches.Select(match => FlowValue.From(match.Path)))))
            : values);
    }

    private static async Task<FlowValue> DocumentAsync(CliIo io, string? document, CancellationToken cancellationToken)
    {
        if (document is not null)
        {
            return JsonArgument.Read(DocumentName, document);
        }

        var piped = io.In is null ? null : await io.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(piped)
            ? throw new WrongCallException($"There is no document. Give {DocumentName} JSON or {DocumentName} @FILE, or pipe it in.")
            : JsonArgument.Parse("The document on standard input", piped);
    }
}
