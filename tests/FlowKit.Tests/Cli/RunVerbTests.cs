using System.Data.Common;
using FlowKit.Sqlite;
using FlowKit.Tests.Http;
using FlowKit.Tests.Scenarios;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

public sealed class RunVerbTests : IDisposable
{
    private const string Order = """
        workspace: shop
        dagName: order
        tasks:
          - name: charge
            category: function
            resourceName: function://charge
            retry: { maxRetryTimes: 1 }
            input: { amount: $.context.amount }
            outputMappings:
              - { source: $.output.receipt, target: $.context.receipt }
            next: send
          - { name: send, category: function, resourceName: "sms://send", next: archive }
          - { name: archive, category: pass, degrade: { current: true } }
        """;

    private const string Stubs = """
        charge: [{ error: connection reset }, { output: { receipt: r-1 } }]
        send: { accepted: true, then: { after: 0s, output: { sent: true } } }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_without_a_terminal_is_plain_lines_and_then_the_execution()
    {
        var call = await CliCall.RunAsync("run", Write("order.yaml", Order), "--stubs", Write("stubs.yaml", Stubs), "--input", """{"amount": 12}""");

        Assert.Equal(0, call.ExitCode);
        Assert.Empty(call.Error);
        Assert.DoesNotContain('\u001b', call.Out);
        var lines = call.Out.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(
            ["archive SKIPPED", "charge RUNNING", "charge RUNNING, attempt 2", "charge SUCCEED", "send RUNNING", "send SUCCEED"],
            lines.TakeWhile(line => !line.StartsWith("shop:order", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Matches(
            """
            ^shop:order SUCCEED in \d+\.\d s \(shop:order_c_[0-9a-f-]{36}\)
              charge   SUCCEED      2 attempts
              send     SUCCEED
              archive  SKIPPED      degraded
            {
              "amount": 12,
              "receipt": "r-1"
            }$
            """.ReplaceLineEndings("\n"),
            string.Join('\n', lines.SkipWhile(line => !line.StartsWith("shop:order", StringComparison.Ordinal))).TrimEnd());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_to_be_shown_is_masked(bool json)
    {
        var flow = Write("f.yaml", """
            workspace: a
            dagName: b
            tasks:
              - name: one
                category: function
                resourceName: function://one
                input: { apikey: $.context.password, address: "https://host.example/?access_token=hush-1" }
                outputMappings: [{ source: $.output, target: $.context.said }]
            """);
        var stubs = Write("stubs.yaml", """
            one: { output: { token: hush-2, result_type: FAILED, note: '{"secret": "hush-3"}' } }
            """);
        var call = await CliCall.RunAsync(["run", flow, "--stubs", stubs, "--input", """{"password":"hush-4"}""", .. json ? ["--json"] : Array.Empty<string>()]);

        Assert.DoesNotContain("hush", call.Out + call.Error, StringComparison.Ordinal);
        Assert.Contains("***", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_of_a_run_is_the_view_and_nothing_else()
    {
        var call = await CliCall.RunAsync(
            "run", Write("order.yaml", Order), "--stubs", Write("stubs.yaml", Stubs), "--json", "--input", "@" + Write("input.json", """{"amount": 12}"""));

        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        var view = call.Json;
        Assert.Equal(["execution_id", "status", "context", "tasks", "error"], Names(view));
        Assert.StartsWith("shop:order_c_", view["execution_id"].AsString(), StringComparison.Ordinal);
        Assert.Equal("SUCCEED", view["status"]);
        Assert.Equal(FlowValue.Parse("""{"amount": 12, "receipt": "r-1"}"""), view["context"]);
        Assert.Equal(FlowValue.Null, view["error"]);
        Assert.Equal(["charge", "send", "archive"], Names(view["tasks"]));

        var charge = view["tasks"]["charge"];
        Assert.Equal(["status", "attempts", "input", "output", "error", "started_at", "ended_at"], Names(charge));
        Assert.Equal("SUCCEED", charge["status"]);
        Assert.Equal(2, charge["attempts"]);
        Assert.Equal(FlowValue.Parse("""{"amount": 12}"""), charge["input"]);
        Assert.Equal(FlowValue.Parse("""{"receipt": "r-1"}"""), charge["output"]);
        Assert.Equal(FlowValue.Null, charge["error"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", charge["started_at"].AsString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", charge["ended_at"].AsString());
        Assert.Equal(FlowValue.Null, view["tasks"]["archive"]["started_at"]);
    }

    [Fact]
    public async Task A_failed_run_tells_why_and_ends_with_1()
    {
        var stubs = Write("stubs.yaml", "charge: { error: card stolen, retryable: false }\nsend: {}\n");
        var json = await CliCall.RunAsync("run", Write("order.yaml", Order), "--stubs", stubs, "--json");
        Assert.Equal(1, json.ExitCode);
        Assert.Equal("FAILED", json.Json["status"]);
        Assert.Equal(FlowValue.Parse("""{"code": "FLOW7001", "message": "card stolen", "detail": null, "task": null}"""), json.Json["tasks"]["charge"]["error"]);
        Assert.Equal("card stolen", json.Json["error"]["message"]);
        Assert.Equal("NOT_STARTED", json.Json["tasks"]["send"]["status"]);
        Assert.Equal(FlowValue.Null, json.Json["tasks"]["send"]["input"]);

        var plain = await CliCall.RunAsync("run", Write("order.yaml", Order), "--stubs", stubs);
        Assert.Equal(1, plain.ExitCode);
        Assert.Contains("charge FAILED, FLOW7001: card stolen", plain.Out, StringComparison.Ordinal);
        Assert.Contains("  charge   FAILED       FLOW7001: card stolen", plain.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_the_run_moves_and_then_stands_in_colour()
    {
        var call = await CliCall.RunAsync(
            new CliCall.Surroundings { IsTerminal = true }, "run", Write("order.yaml", Order), "--stubs", Write("stubs.yaml", Stubs));
        Assert.Equal(0, call.ExitCode);
        Assert.Contains("\u001b[?25l", call.Out, StringComparison.Ordinal);
        Assert.Contains("\u001b[?25h", call.Out, StringComparison.Ordinal);
        Assert.Contains("shop:order ", call.Out[call.Out.LastIndexOf("\u001b[?25h", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("category: function, resourceName: 'function://greet', retry: { maxRetryTimes: 5, intervalInSeconds: 60 }", "'function://greet'")]
    [InlineData("category: script, run: greet", "'script://greet'")]
    public async Task A_function_without_a_stub_says_to_use_stubs(string task, string named)
    {
        var call = await CliCall.RunAsync("run", Write("f.yaml", $"{{ workspace: a, dagName: b, tasks: [{{ name: one, {task} }}] }}"));
        Assert.Equal(1, call.ExitCode);
        Assert.Contains($"one FAILED, FLOW7003: {named} is code of a host", call.Out, StringComparison.Ordinal);
        Assert.Contains("Answer the task 'one' with --stubs FILE.", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protocol_of_a_host_is_refused_at_its_place_and_says_to_use_stubs()
    {
        var file = Write("order.yaml", Order);
        var call = await CliCall.RunAsync("run", file);
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Out));
        Assert.StartsWith($"{file}(12,53): error FLOW2403: 'sms' is no protocol", call.Error, StringComparison.Ordinal);
        Assert.Contains("Hint: answer the task with --stubs FILE", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_stubs_http_is_called()
    {
        await using var server = await StubServer.AnsweringAsync(200, """{"n": 1}""");
        var flow = Write("f.yaml", $$"""
            workspace: a
            dagName: b
            tasks: [{ name: ask, category: function, resourceName: "{{server.Url}}/ask", outputMappings: [{ source: $.output.n, target: $.context.n }] }]
            """);
        var call = await CliCall.RunAsync("run", flow, "--json");
        Assert.Equal(0, call.ExitCode);
        Assert.Equal(FlowValue.Parse("""{"n": 1}"""), call.Json["context"]);
        Assert.Single(server.Seen);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(500, false)]
    public async Task Whoever_is_to_be_told_of_the_end_has_been_told_when_the_run_returns(int status, bool taken)
    {
        await using var server = await StubServer.AnsweringAsync(status, "{}");
        var flow = Write("f.yaml", $$"""
            workspace: a
            dagName: b
            callback: { resourceName: "{{server.Url}}/ended" }
            tasks: [{ name: only, category: pass }]
            """);
        var call = await CliCall.RunAsync("run", flow);
        Assert.Equal(0, call.ExitCode);
        Assert.Single(server.Seen);
        Assert.StartsWith("only SUCCEED", call.Out, StringComparison.Ordinal);
        Assert.Equal(taken, call.Error.Length == 0);
        Assert.True(taken || call.Error.StartsWith("flowkit: the callback of the flow was not taken: FLOW7206", StringComparison.Ordinal), call.Error);
    }

    [Fact]
    public async Task A_task_that_waits_for_a_callback_is_told_and_an_interrupt_cancels_the_execution()
    {
        using var interrupt = new CancellationTokenSource();
        await using var server = await StubServer.AnsweringAsync(202);
        var flow = Write("f.yaml", $$"""
            workspace: a
            dagName: b
            tasks:
              - { name: render, category: function, pattern: task_async, resourceName: "{{server.Url}}/render", next: after }
              - { name: after, category: pass }
            """);
        var call = await CliCall.RunAsync(
            new CliCall.Surroundings { Token = interrupt.Token, Heard = line => InterruptAt("waits for a callback", line, interrupt) }, "run", flow, "--json");

        Assert.Equal(1, call.ExitCode);
        Assert.Contains("'render' waits for a callback", call.Error, StringComparison.Ordinal);
        Assert.Equal("CANCELED", call.Json["status"]);
        Assert.Equal("interrupted at the command line", call.Json["error"]["message"]);
        Assert.Equal("CANCELED", call.Json["tasks"]["render"]["status"]);
    }

    [Theory]
    [InlineData("{ hang: true }", "work RUNNING")]
    [InlineData("{ accepted: true }", "work RUNNING")]
    [InlineData("{ output: {}, after: 24h }", "work RUNNING")]
    [InlineData("{}", "wait' may wait to be woken")]
    public async Task An_interrupt_cancels_whatever_the_execution_waits_for(string answer, string words)
    {
        using var interrupt = new CancellationTokenSource();
        var flow = Write("f.yaml", """
            workspace: a
            dagName: b
            tasks:
              - { name: work, category: function, resourceName: "function://work", next: wait }
              - { name: wait, category: suspense, conditions: ["$.input.never"] }
            """);
        var call = await CliCall.RunAsync(
            new CliCall.Surroundings { Token = interrupt.Token, Heard = line => InterruptAt(words, line, interrupt) },
            "run",
            flow,
            "--stubs",
            Write("stubs.yaml", $"work: {answer}"));
        Assert.Equal(1, call.ExitCode);
        Assert.True(call.Out.Contains("a:b CANCELED in ", StringComparison.Ordinal) || call.Error.Contains("interrupted", StringComparison.Ordinal), call.Out);
    }

    [Fact]
    public async Task An_interrupt_before_the_start_starts_nothing()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        var call = await CliCall.RunAsync(
            new CliCall.Surroundings { Token = interrupt.Token, IsTerminal = true }, "run", Write("f.yaml", "{ workspace: a, dagName: b, tasks: [{ name: one, category: pass }] }"));
        Assert.Equal((1, "flowkit: interrupted"), (call.ExitCode, call.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_warning_is_told_and_refuses_nothing()
    {
        var file = Write("f.yaml", "workspace: a\ndagName: b\nnonsense: 1\ntasks: [{ name: only, category: pass }]\n");
        var call = await CliCall.RunAsync("run", file, "--json");
        Assert.Equal(0, call.ExitCode);
        Assert.Equal("SUCCEED", call.Json["status"]);
        Assert.StartsWith($"{file}(3,1): warning FLOW1021", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sub_flows_come_from_the_folder()
    {
        Write("flows/child.yaml", "workspace: a\ndagName: child\ntasks: [{ name: work, category: function, resourceName: 'function://work' }]\noutput: { n: 5 }\n");
        Write("flows/parent.json", Parent);
        Write("flows/parent.flowtest.yaml", "no: flow");
        var stubs = Write("stubs.yaml", "work: {}\n");
        foreach (var flow in new[] { Write("parent.yaml", Parent), Path.Combine(_folder.Path, "flows", "parent.json"), "a:parent", "a:parent:release" })
        {
            var json = await CliCall.RunAsync("run", flow, "--flows", Path.Combine(_folder.Path, "flows"), "--stubs", stubs, "--json");
            Assert.True(json.ExitCode == 0, json.Out + json.Error);
            Assert.Equal(FlowValue.Parse("""{"n": 5}"""), json.Json["context"]);
        }

        var plain = await CliCall.RunAsync("run", "a:parent", "--flows", Path.Combine(_folder.Path, "flows"), "--stubs", stubs);
        Assert.Contains("a:child/work SUCCEED", plain.Out, StringComparison.Ordinal);
        Assert.Contains("\ncall SUCCEED", plain.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stub_that_names_the_task_answers_for_a_sub_flow()
    {
        var call = await CliCall.RunAsync("run", Write("parent.yaml", Parent), "--stubs", Write("stubs.yaml", "call: { output: { n: 7 } }"), "--json");
        Assert.Equal(0, call.ExitCode);
        Assert.Equal(FlowValue.Parse("""{"n": 7}"""), call.Json["context"]);
    }

    [Theory]
    [InlineData("stubs.yaml", "work: { output: { n: 1 } }")]
    [InlineData("stubs.json", """{"work": [{"output": {"n": 1}}]}""")]
    [InlineData("stubs.yaml", "stubs: { work: { output: { n: 1 } } }")]
    [InlineData("x.flowtest.yaml", "name: a scenario\nflow: ./f.yaml\nstubs:\n  work: { output: { n: 1 } }\nexpect: {}\n---\nname: another\n")]
    [InlineData("stubs.yaml", "stubs: { error: a task may be called stubs }\nwork: { output: { n: 1 } }")]
    public async Task Stubs_may_stand_alone_or_in_a_scenario(string name, string text)
    {
        var flow = Write("f.yaml", "workspace: a\ndagName: b\ntasks: [{ name: work, category: function, resourceName: 'sms://x', outputMappings: [{ source: $.output.n, target: $.context.n }] }]\n");
        var call = await CliCall.RunAsync("run", flow, "--stubs", Write(name, text), "--json");
        Assert.True(call.ExitCode == 0, call.Out);
        Assert.Equal(FlowValue.Parse("""{"n": 1}"""), call.Json["context"]);
    }

    [Theory]
    [InlineData("charge: { outputs: {} }", "stubs.yaml(1,11): error FLOW1021: 'outputs' is no field")]
    [InlineData("charge: 5", "stubs.yaml(1,9): error FLOW1020")]
    [InlineData("[charge]", "stubs.yaml(1,1): error FLOW1020")]
    [InlineData("{ charge", "stubs.yaml(1")]
    [InlineData("", "the file holds no stub")]
    public async Task Bad_stubs_are_a_wrong_call_and_told_with_their_place(string text, string told)
    {
        var call = await CliCall.RunAsync("run", Write("order.yaml", Order), "--stubs", Write("stubs.yaml", text));
        Assert.Equal((2, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains(told, call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no", "--stubs", "nowhere.yaml")]
    [InlineData("There is no file 'nowhere.yaml'", "nowhere.yaml")]
    [InlineData("There is no file 'a:b'", "a:b")]
    [InlineData("no folder 'nowhere'", "--flows", "nowhere")]
    [InlineData("--input is no JSON", "--input", "{amount: 12}")]
    [InlineData("--input must be a JSON object", "--input", "[1]")]
    [InlineData("the file 'nowhere.json' cannot be read", "--input", "@nowhere.json")]
    [InlineData("'redis:' is no store this tool has. Give memory:, sqlite:PATH or postgresql://user@host:port/database", "--store", "redis://secret@host")]
    [InlineData("sqlite: names no file", "--store", "sqlite:")]
    [InlineData("The URI names no database", "--store", "postgresql:flows")]
    [InlineData("The URI says 'colour', which the store does not know", "--store", "postgresql://me:secret@host/flows?colour=red")]
    [InlineData("'nonsense' is no store", "--store", "nonsense")]
    public async Task A_wrong_call_says_what_to_do_and_ends_with_2(string told, params string[] args)
    {
        string[] flow = args[0].StartsWith('-') ? [Write("order.yaml", Order)] : [];
        var plain = await CliCall.RunAsync(["run", .. flow, .. args]);
        Assert.Equal((2, string.Empty), (plain.ExitCode, plain.Out));
        Assert.Contains(told, plain.Error, StringComparison.Ordinal);
        Assert.StartsWith("flowkit: ", plain.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", plain.Error, StringComparison.Ordinal);

        var json = await CliCall.RunAsync(["run", .. flow, .. args, "--json"]);
        Assert.Equal(2, json.ExitCode);
        Assert.Contains(told, json.Json["error"].AsString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_the_folder_does_not_hold_is_a_wrong_call()
    {
        Write("flows/child.yaml", "workspace: a\ndagName: child\ntasks: [{ name: work, category: pass }]\n");
        var call = await CliCall.RunAsync("run", "a:other", "--flows", Path.Combine(_folder.Path, "flows"));
        Assert.Equal(2, call.ExitCode);
        Assert.Contains("no flow of that name", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_all_flows_are_told_at_once()
    {
        var bad = Write("flows/bad.yaml", "workspace: a\ndagName: bad\ntasks: [{ name: one, category: nonsense }]\n");
        var worse = Write("worse.yaml", "workspace: a\ndagName: worse\ntasks: [{ name: one, category: pass, next: two }]\n");
        var call = await CliCall.RunAsync("run", worse, "--flows", Path.Combine(_folder.Path, "flows"));
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains($"{bad}(3,32): error FLOW1022", call.Error, StringComparison.Ordinal);
        Assert.Contains($"{worse}(3,44): error ", call.Error, StringComparison.Ordinal);

        var json = (await CliCall.RunAsync("run", worse, "--json")).Json;
        Assert.Equal(["error", "diagnostics"], Names(json));
        Assert.Equal("one", json["diagnostics"][0]["task"]);
    }

    [Fact]
    public async Task An_input_the_flow_does_not_take_is_a_refused_start()
    {
        var flow = Write("f.yaml", "workspace: a\ndagName: b\ninputSchema: [{ name: link, type: String, required: true }]\ntasks: [{ name: only, category: pass }]\n");
        var call = await CliCall.RunAsync("run", flow, "--input", "{}");
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Out));
        Assert.Contains("FLOW4003", call.Error, StringComparison.Ordinal);
        Assert.Contains("link", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_keeps_the_execution()
    {
        var flow = Write("f.yaml", "workspace: a\ndagName: b\ntasks: [{ name: only, category: pass }]\n");
        var file = Path.Combine(_folder.Path, "runs; of today.db");
        var ids = new HashSet<string?>();
        for (var i = 0; i < 2; i++)
        {
            var call = await CliCall.RunAsync("run", flow, "--store", "sqlite:" + file, "--json");
            Assert.True(call.ExitCode == 0, call.Out + call.Error);
            ids.Add(call.Json["execution_id"].AsString());
        }

        await using var store = SqliteStateStore.Open(new DbConnectionStringBuilder { ["Data Source"] = file }.ConnectionString);
        var kept = await store.ListAsync(new ExecutionQuery(), CancellationToken.None);
        Assert.Equal(ids.Order(), kept.Executions.Select(header => header.ExecutionId).Order());
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_says_why()
    {
        var flow = Write("f.yaml", "workspace: a\ndagName: b\ntasks: [{ name: only, category: pass }]\n");
        var call = await CliCall.RunAsync("run", flow, "--store", "sqlite:" + Write("text.db", new string('x', 5000)));
        Assert.Equal((1, string.Empty), (call.ExitCode, call.Out));
        Assert.StartsWith("flowkit: FLOW50", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_alone_cannot_be_run()
    {
        var call = await CliCall.RunAsync("run", Write("r.yaml", "workspace: a\ndagName: r\ntype: resource\nresources: [{ name: one, resourceName: 'http://x' }]\n"));
        Assert.Equal(2, call.ExitCode);
        Assert.Contains("holds resources and nothing to run", call.Error, StringComparison.Ordinal);
    }

    private const string Parent = """
        {"workspace": "a", "dagName": "parent", "tasks": [
          {"name": "call", "category": "function", "resourceName": "rillflow://a:child",
           "outputMappings": [{"source": "$.output.n", "target": "$.context.n"}]}]}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Stubs_at_a_path_that_can_be_none_are_told(string path)
    {
        var call = await CliCall.RunAsync("run", Write("order.yaml", Order), "--stubs", path);

        Assert.Equal(2, call.ExitCode);
        Assert.Contains("there is no such file", call.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text) => _folder.Write(name, text);

    private static void InterruptAt(string words, string line, CancellationTokenSource interrupt)
    {
        if (line.Contains(words, StringComparison.Ordinal))
        {
            interrupt.Cancel();
        }
    }

    private static IEnumerable<string> Names(FlowValue map) => map.Members.Select(member => member.Key);
}
