using System.CommandLine;
using FlowKit.Cli.Running;
using FlowKit.Cli.Serving;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary><c>flowkit serve</c>: hosts the flows of a folder until it is told to stop.</summary>
internal static class ServeVerb
{
    private const string StoreName = "--store";
    private const string UrlsName = "--urls";

    public static Command Create(CliIo io)
    {
        var flows = new Option<string?>("--flows") { Description = "A folder of flows; more can be added over HTTP.", HelpName = "DIR" };
        var store = new Option<string?>(StoreName) { Description = $"Where executions are kept; {StoreAddress.Memory} by default.", HelpName = "URI" };
        var urls = new Option<string?>(UrlsName)
        {
            Description = $"Where to listen, several with ';' between them; {ListenAddresses.Default} by default, port 0 for a free one.",
            HelpName = "URL",
        };
        var json = VerbOptions.Json();
        var command = new Command("serve", "Hosts the HTTP API and the endpoint that executors call back.") { flows, store, urls, json };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), () => ServeAsync(
            io,
            new ServeRequest(
                Folder(call.GetValue(flows)),
                StoreAddress.Parse(StoreName, call.GetValue(store)),
                ListenAddresses.Parse(UrlsName, call.GetValue(urls))),
            call.GetValue(json),
            token)));
        return command;
    }

    private static async Task<int> ServeAsync(CliIo io, ServeRequest request, bool json, CancellationToken cancellationToken)
    {
        var server = await FlowServer.StartAsync(request, io, cancellationToken).ConfigureAwait(false);
        await using var disposal = server.ConfigureAwait(false);
        if (json)
        {
            io.Out.WriteLine(Json(server).ToJson());
        }
        else
        {
            Write(io, server);
        }

        await server.UntilStoppedAsync(cancellationToken).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static FlowValue Json(FlowServer server) => FlowValue.Object(
        ("urls", FlowValue.Array(server.Urls.Select(url => (FlowValue)url))),
        ("prefix", server.Prefix),
        ("flows", FlowValue.Array(server.Flows.Select(flow => (FlowValue)flow))));

    private static void Write(CliIo io, FlowServer server)
    {
        foreach (var url in server.Urls)
        {
            io.Out.WriteLine($"Listening on {url}");
        }

        io.Out.WriteLine($"Serving {Counted.Of(server.Flows.Count, "flow")} under {server.Prefix}. Press Ctrl-C to stop.");
    }

    private static string? Folder(string? folder) => folder is null || Directory.Exists(folder)
        ? folder
        : throw new WrongCallException($"--flows: there is no folder '{folder}'. Check the path.");
}
