using FlowKit.Cli.Operating;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Sqlite;
using FlowKit.Storing;
using FlowKit.Tests.Scenarios;

namespace FlowKit.Tests.Cli;

public sealed class ExecutionsVerbTests : IDisposable
{
    private const string Order = """
        workspace: shop
        dagName: order
        tasks:
          - { name: charge, category: function, resourceName: "function://charge", next: send }
          - { name: send, category: function, resourceName: "function://send", outputMappings: [{ source: $.output.sent, target: $.context.sent }] }
        """;

    private const string Waiting = """
        workspace: shop
        dagName: wait
        tasks: [{ name: ask, category: function, pattern: task_async, resourceName: "test://ask" }]
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TestFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "flows.db");

    private string Store => $"sqlite:{File}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_failed_is_listed_shown_and_retried_without_its_file()
    {
        var id = await FailedAsync();
        var listed = await CallAsync("list");
        Assert.Matches($@"^\d{{4}}-\d\d-\d\dT[\d:.]+Z  FAILED       {id}  FLOW\d{{4}}\r?\n$", listed.Out);
        Assert.Equal((0, string.Empty), (listed.ExitCode, listed.Error));
        Assert.DoesNotContain('\u001b', listed.Out);

        var shown = await CallAsync("show", id, "--json");
        Assert.Equal((0, "FAILED"), (shown.ExitCode, shown.Json["status"].AsString()));
        Assert.Equal("SUCCEED", shown.Json["tasks"]["charge"]["status"].AsString());

        var refused = await CallAsync("cancel", id);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(FlowErrorCodes.WrongStatus, refused.Error, StringComparison.Ordinal);

        var good = _folder.Write("good.yaml", "send: { output: { sent: true } }");
        var retried = await CallAsync("retry", id, "--stubs", good);
        Assert.Equal((0, string.Empty), (retried.ExitCode, retried.Error));
        Assert.StartsWith("send RUNNING\nsend SUCCEED\nshop:order SUCCEED", retried.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var after = await CallAsync("show", id);
        Assert.Equal(0, after.ExitCode);
        Assert.Contains("\"sent\": true", after.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_tells_attempts_and_operations_with_who_and_why()
    {
        var id = await FailedAsync();
        var good = _folder.Write("good.yaml", "send: { output: { sent: true } }");
        Assert.Equal(0, (await CallAsync("retry", id, "--stubs", good, "--by", "ann", "--reason", "the bank is\u001b back")).ExitCode);

        var told = await CallAsync("history", id);
        Assert.Equal((0, string.Empty), (told.ExitCode, told.Error));
        var lines = told.Out.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.Length > 28 && line[3] == '0' ? line[28..] : line).ToArray();
        Assert.Equal($"shop:order SUCCEED ({id})", lines[0]);
        Assert.Matches(@"^charge 1  SUCCEED  waited \d+\.\d s, ran \d+\.\d s, 2 bytes in, \d+ out$", lines[1]);
        Assert.Matches(@"^send 1  FAILED  .*  FLOW\d{4}: ", lines[2]);
        Assert.Contains("RETRY_FROM_FAILED by ann: the bank is? back", lines);
        Assert.Contains(lines, line => line.StartsWith("send 1-1  SUCCEED  ", StringComparison.Ordinal));
        Assert.Equal("  critical path: charge > send", lines[^1]);

        var json = (await CallAsync("history", id, "--json")).Json;
        Assert.Equal(("SUCCEED", 1L, 3), (json["status"].AsString(), json["epoch"].AsInt64(), json["attempts"].Count));
        Assert.Equal(("RETRY_FROM_FAILED", "ann"), (json["operations"][0]["operation"].AsString(), json["operations"][0]["by"].AsString()));
        Assert.Equal("""["charge","send"]""", json["critical_path"].ToJson());
        Assert.Equal(2, json["tasks"]["send"]["attempts"].AsInt64());
        Assert.Equal(2, (await CallAsync("history", "none")).ExitCode);
    }

    [Fact]
    public async Task A_retry_may_name_tasks_or_all_and_may_fail_again()
    {
        var id = await FailedAsync();
        var again = await CallAsync("retry", id, "--stubs", _folder.Write("bad.yaml", "send: { error: no, retryable: false }"), "--json");
        Assert.Equal((1, "FAILED"), (again.ExitCode, again.Json["status"].AsString()));
        var good = _folder.Write("good.yaml", "send: { output: { sent: true } }");
        Assert.Equal(0, (await CallAsync("retry", id, "--tasks", "send", "--stubs", good)).ExitCode);
        var all = await CallAsync("retry", id, "--all", "--stubs", good);
        Assert.StartsWith("charge RUNNING", all.Out, StringComparison.Ordinal);
        Assert.Equal(1, (await CallAsync("retry", id, "--tasks", "none", "--stubs", good)).ExitCode);
        Assert.Equal(2, (await CallAsync("retry", id, "--tasks", "send", "--all")).ExitCode);
    }

    [Fact]
    public async Task A_function_of_a_host_is_told_when_a_retry_needs_it()
    {
        var id = await FailedAsync();
        var retried = await CallAsync("retry", id);
        Assert.Equal(1, retried.ExitCode);
        Assert.Contains("'flowkit executions retry' does not have", retried.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiting_execution_is_cancelled_and_no_other_is_touched()
    {
        var ids = await WaitingAsync();
        var cancelled = await CallAsync("cancel", ids[0], "--by", "ann", "--reason", "not needed");
        Assert.Equal((0, $"shop:wait CANCELED ({ids[0]})"), (cancelled.ExitCode, cancelled.Out.TrimEnd()));
        Assert.Contains("CANCEL by ann: not needed", (await CallAsync("history", ids[0])).Out, StringComparison.Ordinal);
        Assert.Equal("CANCELED", (await CallAsync("show", ids[0], "--json")).Json["status"].AsString());
        var other = await CallAsync("show", ids[1], "--json");
        Assert.Equal(("RUNNING", 1L), (other.Json["status"].AsString(), other.Json["tasks"]["ask"]["attempts"].AsInt64()));
    }

    [Fact]
    public async Task Filters_find_what_they_say_and_pages_go_on()
    {
        var ids = await WaitingAsync();
        Assert.Equal(["b", "a"], Ids(await CallAsync("list", "--json"), ids));
        Assert.Equal(["a", "b"], Ids(await CallAsync("list", "--json", "--oldest-first"), ids));
        Assert.Equal(["b"], Ids(await CallAsync("list", "--json", "--key", "8", "--key-type", "order", "--creator", "ann", "--flow", "shop:wait"), ids));
        Assert.Equal(["b", "a"], Ids(await CallAsync("list", "--json", "--status", "RUNNING", "--from", "2020-01-01", "--before", "2120-01-01"), ids));
        foreach (var filter in (string[][])[["--flow", "shop:none"], ["--status", "SUCCEED"], ["--error", "E"], ["--before", "2020-01-01"]])
        {
            Assert.Empty((await CallAsync(["list", "--json", .. filter])).Json["executions"].Items);
        }

        var first = await CallAsync("list", "--limit", "1");
        Assert.Contains("order:8", first.Out, StringComparison.Ordinal);
        var cursor = first.Error.Split('\'')[1];
        Assert.Equal(["a"], Ids(await CallAsync("list", "--json", "--limit", "1", "--cursor", cursor), ids));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list", "--store", "memory:")]
    [InlineData("list", "--store", "sqlite:none.db")]
    [InlineData("list", "--store", "sqlite:")]
    [InlineData("list", "--store", "else:x")]
    [InlineData("show", "--store", "sqlite:none.db")]
    [InlineData("nothing")]
    public async Task A_call_that_names_no_store_or_no_execution_is_wrong(params string[] words)
    {
        var call = await CliCall.RunAsync(["executions", .. words]);
        Assert.Equal(2, call.ExitCode);
        Assert.NotEmpty(call.Error);
        Assert.False(System.IO.File.Exists("none.db"));
    }

    [Fact]
    public async Task A_call_that_asks_for_what_cannot_be_is_wrong_and_says_so_in_json_too()
    {
        await FailedAsync();
        foreach (var words in (string[][])
            [["list", "--limit", "0"], ["list", "--limit", "1001"], ["list", "--from", "soon"], ["list", "--status", "DONE"], ["list", "--cursor", "x"], ["show", "none"],
                ["cancel", "none"], ["retry", "none"]])
        {
            var call = await CallAsync([.. words, "--json"]);
            Assert.Equal((2, true), (call.ExitCode, call.Json["error"].AsString() is not null));
        }
    }

    [Fact]
    public async Task A_store_that_somebody_has_open_is_told()
    {
        var id = await FailedAsync();
        await using var open = SqliteStateStore.Open($"Data Source={File}");
        foreach (var words in (string[][])[["list"], ["show", id], ["cancel", id], ["retry", id]])
        {
            var call = await CallAsync(words);
            Assert.Equal(1, call.ExitCode);
            Assert.Contains(FlowErrorCodes.StoreInUse, call.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_guest_of_a_shared_store_takes_only_what_it_is_asked_about()
    {
        var store = new InMemoryStateStore(new(), TimeProvider.System);
        var first = Engine(store);
        var ids = new[] { (await first.StartAsync("shop:wait")).Id, (await first.StartAsync("shop:wait")).Id };
        await first.DisposeAsync();
        await using var guest = Engine(GuestStore.Of(store), FlowEngineOptions.DefaultLease);
        var end = guest.WaitAsync(ids[0]).AsTask();
        await guest.CancelAsync(ids[0]);
        Assert.Equal(ExecutionStatus.Canceled, (await end.WaitAsync(Patience)).Status);

        await using var host = await store.JoinAsync(new("host", TimeSpan.FromMinutes(1), new Deaf()), default);
        Assert.Equal(host.Number, await host.FindOwnerAsync(ids[1], default));
    }

    private static string[] Ids(CliCall call, string[] ids) =>
        [.. call.Json["executions"].Items.Select(one => one["execution_id"].AsString() == ids[0] ? "a" : "b")];

    private static FlowEngine Engine(IStateStore store, TimeSpan? lease = null) =>
        new FlowEngineBuilder { Options = new() { Lease = lease } }.AddDispatcher("test", new Accepting()).AddFlowYaml(Waiting).UseStore(store).Build();

    private Task<CliCall> CallAsync(params string[] words) => CliCall.RunAsync(["executions", .. words, "--store", Store]);

    /// <summary>An execution that failed at its second task.</summary>
    private async Task<string> FailedAsync()
    {
        var stubs = _folder.Write("stubs.yaml", "send: { error: no, retryable: false }");
        var flow = _folder.Write("order.yaml", Order);
        var run = await CliCall.RunAsync("run", flow, "--stubs", stubs, "--store", Store, "--json");
        Assert.Equal(1, run.ExitCode);
        System.IO.File.Delete(flow);
        return run.Json["execution_id"].AsString()!;
    }

    /// <summary>Two executions that wait, the first one with key 7, the second with key 8.</summary>
    private async Task<string[]> WaitingAsync()
    {
        await using var store = SqliteStateStore.Open($"Data Source={File}");
        await using var engine = Engine(store);
        var ids = new List<string>();
        foreach (var key in (string[])["7", "8"])
        {
            ids.Add((await engine.StartAsync("shop:wait", options: new() { BusinessKey = key, BusinessKeyType = "order", Creator = "ann" })).Id);
        }

        return [.. ids];
    }

    private sealed class Accepting : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) => new(DispatchOutcome.Accepted);
    }

    private sealed class Deaf : IStoreListener
    {
        public void OnMessage(ReadOnlyMemory<byte> message)
        {
        }

        public void OnWorkLeft()
        {
        }
    }
}
