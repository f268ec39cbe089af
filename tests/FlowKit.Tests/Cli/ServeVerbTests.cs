using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Threading.Channels;
using FlowKit.Errors;
using FlowKit.Tests.Http;
using FlowKit.Tests.Samples;
using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class ServeVerbTests : IDisposable
{
    private static readonly string Tool = Repository.Path("src", "FlowKit.Cli", "bin", BuildConfiguration, "net10.0", "FlowKit.Cli.dll");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_runs_flows_takes_callbacks_and_tells_the_end()
    {
        var calls = Channel.CreateUnbounded<SeenRequest>();
        await using var outside = await ListenerAsync(calls);
        _folder.Write("later.yaml", Later(outside.Url));
        await using var served = await Served.StartAsync("--flows", _folder.Path);

        var id = await SubmitAsync(served, "shop:later", $"{outside.Url}/done");
        var work = await calls.Reader.ReadAsync();
        using var answer = await served.Client.PostAsJsonAsync(work.Headers["X-Callback-Url"], new { receipt = "r-1" });
        var told = await calls.Reader.ReadAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("/work", "/done"), (work.Path, told.Path));
        Assert.Equal("succeed", FlowValue.Parse(told.Body)["dag_status"].AsString(), ignoreCase: true);
        var shown = FlowValue.Parse(await served.Client.GetStringAsync($"/flow/get.json?execution_id={id}"))["ret"];
        Assert.Equal("r-1", shown["context"]["receipt"].AsString());
        var call = await served.StopAsync();
        Assert.Equal(0, call.ExitCode);
        Assert.Contains("Serving 1 flow under /flow", call.Out, StringComparison.Ordinal);
        Assert.Contains("The flow engine has stopped", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_on_a_file_goes_on_where_the_last_one_stopped()
    {
        var calls = Channel.CreateUnbounded<SeenRequest>();
        await using var outside = await ListenerAsync(calls);
        _folder.Write("slow.yaml", Slow(outside.Url));
        var store = $"sqlite:{Path.Combine(_folder.Path, "flows.db")}";
        string id;
        SeenRequest before;
        await using (var first = await Served.StartAsync("--flows", _folder.Path, "--store", store))
        {
            id = await SubmitAsync(first, "shop:slow", $"{outside.Url}/done");
            before = await calls.Reader.ReadAsync();
        }

        // The attempt was out, so it goes out again: the same one, with the address of the server that lives.
        await using var second = await Served.StartAsync("--flows", _folder.Path, "--store", store);
        var again = await calls.Reader.ReadAsync();
        var told = await calls.Reader.ReadAsync();

        Assert.Equal(("/hang", "/hang", "/done"), (before.Path, again.Path, told.Path));
        Assert.Equal(before.Headers["Idempotency-Key"], again.Headers["Idempotency-Key"]);
        Assert.StartsWith(second.Client.BaseAddress!.ToString(), again.Headers["X-Callback-Url"], StringComparison.Ordinal);
        Assert.Equal(id, FlowValue.Parse(told.Body)["execution_id"].AsString());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_a_server_in_order(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Whoever runs tests in the background has them ignore SIGINT, and what they start too.
        string[] heard = OperatingSystem.IsLinux() ? ["--default-signal=INT"] : [];
        using var server = Process.Start(new ProcessStartInfo("env", [.. heard, "dotnet", Tool, "serve", "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var impatience = patience.Token.Register(server.Kill);
        var errors = server.StandardError.ReadToEndAsync(CancellationToken.None);
        Assert.StartsWith("Listening on http://127.0.0.1:", await server.StandardOutput.ReadLineAsync(CancellationToken.None));

        using var kill = Process.Start("kill", [$"-{signal}", server.Id.ToString(CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync(CancellationToken.None);

        Assert.Equal(0, server.ExitCode);
        Assert.Contains("The flow engine has stopped", await errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_page_leads_to_what_there_is()
    {
        await using var served = await Served.StartAsync();
        var page = await served.Client.GetStringAsync("/");
        foreach (var path in new[] { "/flow/openapi.json", "/flow/health", "/flow/descriptor.json", "/flow/executions.json" })
        {
            Assert.Contains($"href=\"{path}\"", page, StringComparison.Ordinal);
            using var answer = await served.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task For_machines_it_tells_where_it_listens_and_nothing_else()
    {
        _folder.Write("later.yaml", Later("http://127.0.0.1:1"));
        _folder.Write("slow.yaml", Slow("http://127.0.0.1:1"));
        using var stop = new CancellationTokenSource();
        var call = await CliCall.RunAsync(
            new CliCall.Surroundings { Token = stop.Token, Heard = line => StopAt("\"urls\"", line, stop) },
            "serve", "--urls", "http://localhost:0", "--flows", _folder.Path, "--json");

        Assert.Equal(0, call.ExitCode);
        Assert.Single(call.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", Assert.Single(call.Json["urls"].Items).AsString());
        Assert.NotEqual("http://127.0.0.1:0", call.Json["urls"][0].AsString());
        Assert.Equal("/flow", call.Json["prefix"].AsString());
        Assert.Equal(["shop:later:release", "shop:slow:release"], call.Json["flows"].Items.Select(flow => flow.AsString()!));
    }

    [Fact]
    public async Task Code_of_a_host_is_not_there_and_says_so()
    {
        var calls = Channel.CreateUnbounded<SeenRequest>();
        await using var outside = await ListenerAsync(calls);
        _folder.Write("f.yaml", "{ workspace: shop, dagName: greet, tasks: [{ name: one, category: function, resourceName: 'function://greet' }] }");
        await using var served = await Served.StartAsync("--flows", _folder.Path);

        await SubmitAsync(served, "shop:greet", $"{outside.Url}/done");
        var told = FlowValue.Parse((await calls.Reader.ReadAsync()).Body);

        Assert.Equal(FlowErrorCodes.UnknownFunction, told["error_info"]["code"].AsString());
        Assert.Contains("'flowkit serve' does not have", told["error_info"]["message"].AsString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flows_with_errors_are_told_with_their_places(bool json)
    {
        _folder.Write("a.yaml", "workspace: shop\ndagName: a\ntasks:\n  - { name: one, category: pass, next: two }\n");
        _folder.Write("b.yaml", "workspace: shop\ndagName: b\ntasks:\n  - { name: one, category: parse }\n");
        var call = await CliCall.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--flows", _folder.Path, .. json ? ["--json"] : Array.Empty<string>()]);

        Assert.Equal(1, call.ExitCode);
        if (json)
        {
            Assert.Equal(2, call.Json["diagnostics"].Count);
            return;
        }

        Assert.Empty(call.Out);
        Assert.Matches(@"a\.yaml\(4,\d+\): error FLOW2\d{3}: ", call.Error);
        Assert.Matches(@"b\.yaml\(4,\d+\): error FLOW\d{4}: ", call.Error);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_with_its_code()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";
        var call = await CliCall.RunAsync("serve", "--urls", url);

        Assert.Equal((1, string.Empty), (call.ExitCode, call.Out));
        Assert.Equal(
            $"flowkit: {FlowErrorCodes.CannotListen}: {url} is in use by another process. Name another with --urls; port 0 is a free one.",
            call.Error.TrimEnd());
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_an_error_with_its_code()
    {
        var call = await CliCall.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--store", $"sqlite:{Path.Combine(_folder.Path, "none", "flows.db")}");
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Out));
        Assert.StartsWith($"flowkit: {FlowErrorCodes.StoreUnreachable}: ", call.Error, StringComparison.Ordinal);

        _folder.Write("notes.txt", "no store at all, but long enough to have a head of its own that says so");
        call = await CliCall.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--store", $"sqlite:{Path.Combine(_folder.Path, "notes.txt")}");
        Assert.Equal(1, call.ExitCode);
        Assert.StartsWith($"flowkit: {FlowErrorCodes.StoreForeign}: ", call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "ftp://127.0.0.1:0")]
    [InlineData("--urls", "https://127.0.0.1:0")]
    [InlineData("--urls", "127.0.0.1:0")]
    [InlineData("--urls", "http://127.0.0.1:0/flows")]
    [InlineData("--urls", "http://127.0.0.1:70000")]
    [InlineData("--urls", ";")]
    [InlineData("--store", "redis:somewhere")]
    [InlineData("--flows", "no-such-folder")]
    public async Task A_wrong_call_is_told_which_option_is_wrong(string option, string value)
    {
        var call = await CliCall.RunAsync("serve", option, value);
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains(option, call.Error, StringComparison.Ordinal);
    }

    private static Task<StubServer> ListenerAsync(Channel<SeenRequest> calls)
    {
        var hung = 0;
        return StubServer.StartAsync(async context =>
        {
            var request = await SeenRequest.OfAsync(context.Request);
            calls.Writer.TryWrite(request);
            if (request.Path == "/hang" && Interlocked.Increment(ref hung) == 1)
            {
                var gone = new TaskCompletionSource();
                await using var registration = context.RequestAborted.Register(gone.SetResult);
                await gone.Task;
            }
        });
    }

    private static string Later(string url) => $$"""
        workspace: shop
        dagName: later
        tasks:
          - name: charge
            category: function
            resourceName: {{url}}/work
            pattern: task_async
            outputMappings: [{ source: $.output.receipt, target: $.context.receipt }]
        """;

    private static string Slow(string url) => $$"""
        workspace: shop
        dagName: slow
        tasks: [{ name: charge, category: function, resourceName: "{{url}}/hang" }]
        """;

    private static async Task<string> SubmitAsync(Served served, string flow, string callback)
    {
        using var answer = await served.Client.PostAsync(
            $"/flow/submit.json?descriptor_id={flow}&callback={Uri.EscapeDataString(callback)}", content: null);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return FlowValue.Parse(text)["execution_id"].AsString()!;
    }

#if DEBUG
    private const string BuildConfiguration = "Debug";
#else
    private const string BuildConfiguration = "Release";
#endif

    private static void StopAt(string words, string line, CancellationTokenSource stop)
    {
        if (line.Contains(words, StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }
}
