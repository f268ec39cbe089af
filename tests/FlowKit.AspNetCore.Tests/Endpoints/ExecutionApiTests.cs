using System.Security.Claims;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;
using Microsoft.AspNetCore.Builder;

namespace FlowKit.AspNetCore.Tests.Endpoints;

/// <summary>Executions are started, shown and operated.</summary>
public sealed class ExecutionApiTests
{
    private const string Steps = """
        workspace: test
        dagName: steps
        inputSchema: [ { name: n, type: Number, required: true } ]
        output: { answer: $.context.second }
        tasks:
          - name: first
            category: function
            resourceName: function://count
            input: { n: $.context.n, apiKey: k-1 }
            outputMappings: [{ source: $.output.n, target: $.context.first }]
            next: second
          - name: second
            category: function
            resourceName: function://count
            input: { n: $.context.first }
            outputMappings: [{ source: $.output.n, target: $.context.second }]
        """;

    private const string Waiting = """
        workspace: test
        dagName: waiting
        tasks:
          - { name: hold, category: function, resourceName: function://hold, pattern: task_async, next: after }
          - { name: after, category: pass }
          - { name: other, category: pass }
        """;

    [Fact]
    public async Task Submit_WithATraceParent_StartsAnExecutionOfThatTrace()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Synchronous(executor.Url)));

        (await host.SendAsync(
            HttpMethod.Post, "/flow/submit.json?descriptor_id=test:now", null, ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"))).IsOk();

        Assert.StartsWith($"00-{Trace}-", (await executor.NextAsync()).Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_StartsAnExecution_AndGetShowsIt()
    {
        await using var host = await CountingAsync();

        var id = await SubmitAsync(host, "test:steps", """{"n":1,"password":"p","nothing":null}""");
        await host.Engine.WaitAsync(id);
        var shown = (await host.GetAsync($"/flow/get.json?execution_id={id}")).IsOk()["ret"];

        Assert.Equal(id, shown["execution_id"].AsString());
        Assert.Equal("SUCCEED", shown["dag_status"].AsString());
        Assert.Equal(100, shown["process"].AsInt64());
        Assert.Equal("""{"answer":3}""", shown["output"].ToJson());
        Assert.Equal(
            FlowValue.Parse("""{"n":1,"password":"***","nothing":null,"first":2,"second":3}"""),
            shown["context"]);
        var first = shown["tasks"]["first"];
        Assert.Equal(
            FlowValue.Parse("""{"status":"SUCCEED","next":["second"],"attempts":1,"input":{"n":1,"apiKey":"***"},"output":{"n":2}}"""),
            Only(first, "status", "next", "attempts", "input", "output"));
        Assert.True(first["error"].IsMissing);
        Assert.All(shown.Members, member => Assert.False(member.Value.IsNullOrMissing));
    }

    [Fact]
    public async Task Get_Brief_LeavesTheTasksOut_AndContextComesAlone()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:steps", """{"n":1,"token":"t"}""");
        await host.Engine.WaitAsync(id);

        var brief = (await host.GetAsync($"/flow/get.json?execution_id={id}&brief=true")).IsOk()["ret"];
        var context = (await host.GetAsync($"/flow/get_context.json?execution_id={id}")).IsOk()["ret"];

        Assert.True(brief["tasks"].IsMissing);
        Assert.Equal("SUCCEED", brief["dag_status"].AsString());
        Assert.Equal(FlowValue.Parse("""{"n":1,"token":"***","first":2,"second":3}"""), context);
    }

    [Theory]
    [InlineData("get.json")]
    [InlineData("get_context.json")]
    [InlineData("history.json")]
    public async Task Get_OfAnUnknownExecution_IsNotFound(string path)
    {
        await using var host = await CountingAsync();

        (await host.GetAsync($"/flow/{path}?execution_id=none")).IsProblem(404, FlowErrorCodes.UnknownExecution);
    }

    [Fact]
    public async Task Submit_WithAnIdOfItsOwn_StartsOnce()
    {
        await using var host = await CountingAsync();
        var path = "/flow/submit.json?descriptor_id=test:steps&execution_id=mine&business_key=order-7";

        (await host.PostAsync(path, """{"n":1}""")).IsOk();
        var again = (await host.PostAsync(path, """{"n":5}""")).IsOk();

        Assert.Equal("""{"execution_id":"mine"}""", again.ToJson());
        Assert.Equal(1, (await host.Engine.WaitAsync("mine")).Context["n"].AsInt64());
        var listed = (await host.GetAsync("/flow/executions.json?business_key=order-7")).IsOk();
        Assert.Equal("mine", Assert.Single(listed["executions"].Items)["execution_id"].AsString());
    }

    [Fact]
    public async Task Submit_WithABusinessKey_StartsOnceUnlessItIsALabel()
    {
        await using var host = await CountingAsync();
        var path = "/flow/submit.json?descriptor_id=test:steps&business_key=7&business_key_type=order&creator=ann";

        var first = (await host.PostAsync(path, """{"n":1}""")).IsOk();
        var second = (await host.PostAsync(path, """{"n":5}""")).IsOk();
        var label = (await host.PostAsync(path + "&business_key_is_label=true", """{"n":5}""")).IsOk();

        Assert.Equal(first.ToJson(), second.ToJson());
        Assert.NotEqual(first.ToJson(), label.ToJson());
        var filters = "business_key=7&business_key_type=order&creator=ann&started_from=2020-01-01T00:00:00Z&started_before=2120-01-01";
        var listed = (await host.GetAsync($"/flow/executions.json?{filters}&oldest_first=true&limit=1")).IsOk();
        var header = Assert.Single(listed["executions"].Items);
        Assert.Equal((first["execution_id"].AsString(), "order", "ann"), (
            header["execution_id"].AsString(), header["business_key_type"].AsString(), header["creator"].AsString()));
        Assert.Empty((await host.GetAsync("/flow/executions.json?error_code=FLOW4001")).IsOk()["executions"].Items);
        (await host.GetAsync("/flow/executions.json?started_from=soon")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.PostAsync($"/flow/submit.json?descriptor_id=test:steps&creator={new string('x', 201)}", "{}"))
            .IsProblem(400, FlowErrorCodes.ParameterInvalid);
    }

    [Fact]
    public async Task Submit_WhatCannotBeStarted_IsRefused()
    {
        await using var host = await CountingAsync();

        (await host.PostAsync("/flow/submit.json?descriptor_id=test:none", "{}")).IsProblem(404, FlowErrorCodes.UnknownFlow);
        (await host.PostAsync("/flow/submit.json", "{}")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.PostAsync("/flow/submit.json?descriptor_id=test:steps", "[1]")).IsProblem(400, FlowErrorCodes.BodyInvalid);
        (await host.PostAsync("/flow/submit.json?descriptor_id=test:steps", "{}", "text/plain")).IsProblem(415, FlowErrorCodes.ContentTypeRefused);
        var faults = (await host.PostAsync("/flow/submit.json?descriptor_id=test:steps", """{"n":"one"}"""))
            .IsProblem(400, FlowErrorCodes.InputRefused);
        Assert.Equal(3, Assert.Single(faults["diagnostics"].Items)["line"].AsInt64());
    }

    [Fact]
    public async Task Executions_ComeInPages_AndByStatus()
    {
        await using var host = await CountingAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await SubmitAsync(host, "test:steps", """{"n":1}"""));
            await host.Engine.WaitAsync(ids[0]);
        }

        var waiting = await SubmitAsync(host, "test:waiting");

        var seen = new List<string>();
        for (var cursor = string.Empty; cursor is not null;)
        {
            var page = (await host.GetAsync(
                $"/flow/executions.json?flow=test:steps&limit=2&cursor={Uri.EscapeDataString(cursor)}")).IsOk();
            seen.AddRange(page["executions"].Items.Select(one => one["execution_id"].AsString()!));
            cursor = page["cursor"].AsString();
        }

        Assert.Equal(ids.Order(), seen.Order());
        var running = (await host.GetAsync("/flow/executions.json?status=running")).IsOk();
        Assert.Equal(waiting, Assert.Single(running["executions"].Items)["execution_id"].AsString());
        (await host.GetAsync("/flow/executions.json?status=well")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.GetAsync("/flow/executions.json?limit=0")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        foreach (var cursor in new[] { "x", "0639308795201118006", "063930879520111800x:a", ":" })
        {
            (await host.GetAsync($"/flow/executions.json?cursor={cursor}")).IsProblem(400, FlowErrorCodes.CursorInvalid);
        }
    }

    [Fact]
    public async Task Cancel_EndsAnExecution_Once()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");

        (await host.PostAsync($"/flow/cancel.json?execution_id={id}&reason=no+longer+wanted")).IsOk();
        (await host.PostAsync($"/flow/cancel.json?execution_id={id}")).IsProblem(409, FlowErrorCodes.WrongStatus);
        (await host.PostAsync("/flow/cancel.json?execution_id=none")).IsProblem(404, FlowErrorCodes.UnknownExecution);

        Assert.Equal(ExecutionStatus.Canceled, (await host.Engine.WaitAsync(id)).Status);
    }

    [Theory]
    [InlineData("", "SUCCEED", null)]
    [InlineData("&success=true", "SUCCEED", null)]
    [InlineData("&success=false&reason=enough", "FAILED", "enough")]
    public async Task Complete_ForcesTheEnd_Once(string how, string status, string? reason)
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");

        (await host.PostAsync($"/flow/complete.json?execution_id={id}&success=perhaps")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.PostAsync($"/flow/complete.json?execution_id={id}{how}")).IsOk();
        (await host.PostAsync($"/flow/complete.json?execution_id={id}{how}")).IsProblem(409, FlowErrorCodes.WrongStatus);

        var view = await StatusAsync(host, id);
        Assert.Equal((status, reason), (view["dag_status"].AsString(), view["error"]["message"].AsString()));
    }

    [Fact]
    public async Task TaskDegrade_MarksWhatHasNotBegun()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");
        var mark = $"/flow/task_degrade.json?execution_id={id}&task_name=";

        (await host.PostAsync($"{mark}hold&degrade_current_task=true")).IsProblem(409, FlowErrorCodes.WrongStatus);
        (await host.PostAsync($"{mark}none&degrade_current_task=true")).IsProblem(404, FlowErrorCodes.UnknownTask);
        (await host.PostAsync($"{mark}hold&degrade_following_tasks=true")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold", """{"done":1}""")).IsOk();

        Assert.True((await host.Engine.WaitAsync(id)).Succeeded);
        (await host.PostAsync($"{mark}hold&degrade_following_tasks=true")).IsProblem(409, FlowErrorCodes.WrongStatus);
    }

    [Fact]
    public async Task Pause_HoldsBack_AndResumeLetsGoOn()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");

        (await host.PostAsync($"/flow/pause.json?execution_id={id}")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold", """{"done":1}""")).IsOk();
        Assert.Equal("PAUSED", (await StatusAsync(host, id))["dag_status"].AsString());
        (await host.PostAsync($"/flow/resume.json?execution_id={id}")).IsOk();

        Assert.True((await host.Engine.WaitAsync(id)).Succeeded);
    }

    [Fact]
    public async Task Operations_AreOnRecordWithWhoAndWhy()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");
        foreach (var operation in (string[])["pause.json?", "resume.json?", "task_degrade.json?task_name=hold&", "cancel.json?", "redo.json?", "complete.json?", "restart.json?",
            "cancel.json?", "run_task.json?task_name=other&"])
        {
            (await host.PostAsync($"/flow/{operation}execution_id={id}&by=ann&reason=because")).IsOk();
        }

        (await host.PostAsync($"/flow/redo.json?execution_id={id}&task_names=hold&by=ann&reason=because", """{"a":1}""")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold&status=failed")).IsOk();
        (await host.PostAsync($"/flow/skip.json?execution_id={id}&task_name=hold&by=ann&reason=because")).IsOk();

        var told = (await host.Engine.GetHistoryAsync(id))!.Operations.Where(one => one.By is not null).ToArray();
        Assert.Equal(
            "PAUSE RESUME DEGRADE CANCEL RETRY_FROM_FAILED COMPLETE RESTART CANCEL RUN_TASK RETRY SKIP",
            string.Join(' ', told.Select(one => one.Operation.ToText())));
        Assert.All(told, one => Assert.Equal(("ann", "because"), (one.By, one.Reason)));
        Assert.Equal("with a change of the context", told[^2].Detail);
        (await host.PostAsync($"/flow/pause.json?execution_id={id}&by=ann&by=bob")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
    }

    [Fact]
    public async Task History_TellsAttemptsOperationsTimesAndTheCriticalPath_AsDescribed()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold&status=failed", """{"text":"no"}""")).IsOk();
        (await host.PostAsync($"/flow/redo.json?execution_id={id}&by=ann&reason=see+https%3A%2F%2Fx%2F%3Ftoken%3Dp-1")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold")).IsOk();

        var answer = await host.GetAsync($"/flow/history.json?execution_id={id}");
        Assert.Null((await ApiDescription.OfAsync(host)).FaultIn("GET", "/history.json", answer));
        var history = answer.IsOk()["ret"];
        Assert.DoesNotContain("p-1", history.ToJson(), StringComparison.Ordinal);
        Assert.Equal(("SUCCEED", 1L), (history["dag_status"].AsString(), history["epoch"].AsInt64()));
        var hold = history["attempts"].Items.Where(one => one["task"].AsString() == "hold").ToArray();
        Assert.Equal([("FAILED", 0L, 1L), ("SUCCEED", 1L, 1L)], hold.Select(one => (one["status"].AsString()!, one["epoch"].AsInt64()!.Value, one["attempt"].AsInt64()!.Value)));
        Assert.Equal("FLOW4106", hold[0]["error"]["code"].AsString());
        Assert.Equal((2L, 2L), (hold[1]["input_bytes"].AsInt64(), hold[1]["output_bytes"].AsInt64()));
        Assert.Equal(
            FlowValue.Parse("""{"operation":"RETRY_FROM_FAILED","by":"ann","tasks":[],"task_count":0,"epoch":1}"""),
            Only(history["operations"][0], "operation", "by", "tasks", "task_count", "epoch"));
        Assert.Equal(2, history["tasks"]["hold"]["attempts"].AsInt64());
        Assert.Equal("""["hold","after"]""", history["critical_path"].ToJson());
    }

    [Fact]
    public async Task Operations_OfWhomTheHostKnows_AreOnRecordByThatName()
    {
        await using var host = await FlowHost.StartAsync(
            flows => flows.AddFlowYaml(Waiting).AddFunction("hold", (_, _) => new(Dispatching.DispatchOutcome.Accepted)),
            app =>
            {
                app.Use((http, next) =>
                {
                    http.User = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ann")], "test"));
                    return next(http);
                });
                app.MapFlowEngine();
            });
        var id = await SubmitAsync(host, "test:waiting");
        (await host.PostAsync($"/flow/cancel.json?execution_id={id}&by=bob")).IsOk();
        Assert.Equal(("ann", null), (await host.Engine.GetHistoryAsync(id))!.Operations.Select(one => (one.By, one.Reason)).Single());
    }

    [Fact]
    public async Task Redo_RunsWhatFailedAgain_AndSkipGoesOnWithoutIt()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting");
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold&status=failed")).IsOk();
        Assert.Equal("FLOW4106", (await StatusAsync(host, id))["tasks"]["hold"]["error"]["code"].AsString());

        (await host.PostAsync($"/flow/redo.json?execution_id={id}")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold", """{"result_type":"FAILED"}""")).IsOk();
        (await host.PostAsync($"/flow/redo.json?execution_id={id}&task_names=hold,other", "{}")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold&status=failed")).IsOk();
        (await host.PostAsync($"/flow/skip.json?execution_id={id}&task_name=hold")).IsOk();
        (await host.PostAsync($"/flow/repeat.json?execution_id={id}&task_name=hold")).IsProblem(409, FlowErrorCodes.WrongStatus);

        Assert.True((await host.Engine.WaitAsync(id)).Succeeded);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}")).IsProblem(409, FlowErrorCodes.WrongStatus);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}&task_names=none")).IsProblem(404, FlowErrorCodes.UnknownTask);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&task_names=hold")]
    [InlineData("&task_names=hold&task_names=other")]
    public async Task Redo_WithABody_ChangesTheContextBefore(string names)
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting", """{"a":1,"b":{"c":1,"d":2}}""");
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold&status=failed")).IsOk();

        (await host.PostAsync($"/flow/redo.json?execution_id={id}{names}", """{"a":null,"b":{"c":3},"e":[null]}""")).IsOk();
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold")).IsOk();

        var ended = await host.Engine.WaitAsync(id);
        Assert.True(ended.Succeeded);
        Assert.Equal("""{"b":{"c":3,"d":2},"e":[null]}""", ended.Context.ToJson());
    }

    [Fact]
    public async Task Redo_ThatIsRefused_LeavesTheContextAsItIs()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:waiting", """{"a":1}""");

        (await host.PostAsync($"/flow/redo.json?execution_id={id}", """{"a":2}""")).IsProblem(409, FlowErrorCodes.WrongStatus);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}&task_names=hold", """{"a":2}""")).IsProblem(409, FlowErrorCodes.WrongStatus);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}&task_names=none", """{"a":2}""")).IsProblem(404, FlowErrorCodes.UnknownTask);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}&task_names=,", """{"a":2}""")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.PostAsync("/flow/redo.json?execution_id=none", """{"a":2}""")).IsProblem(404, FlowErrorCodes.UnknownExecution);
        (await host.PostAsync("/flow/redo.json", """{"a":2}""")).IsProblem(400, FlowErrorCodes.ParameterInvalid);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}", "[1]")).IsProblem(400, FlowErrorCodes.BodyInvalid);
        var bad = (await host.PostAsync($"/flow/redo.json?execution_id={id}", "{\n \"a\": }")).IsProblem(400, FlowErrorCodes.BodyInvalid);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}", "{}", "text/plain")).IsProblem(415, FlowErrorCodes.ContentTypeRefused);

        Assert.Equal(2, bad["line"].AsInt64());
        Assert.Equal("""{"a":1}""", (await StatusAsync(host, id))["context"].ToJson());
    }

    [Fact]
    public async Task Redo_ThatWouldMakeTheContextTooLarge_IsRefused()
    {
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Waiting)
            .AddFunction("hold", (_, _) => new(Dispatching.DispatchOutcome.Accepted))
            .Configure(options => options with { RunLimits = new() { ContextBytes = 200 } }));
        var id = await SubmitAsync(host, "test:waiting", $$"""{"a":"{{new string('x', 150)}}"}""");
        (await host.PostAsync($"/flow/finish.json?execution_id={id}&task_name=hold&status=failed")).IsOk();
        var patch = $$"""{"b":"{{new string('x', 150)}}"}""";

        (await host.PostAsync($"/flow/redo.json?execution_id={id}", patch)).IsProblem(400, FlowErrorCodes.ContextTooLarge);
        (await host.PostAsync($"/flow/redo.json?execution_id={id}", patch + patch)).IsProblem(413, FlowErrorCodes.BodyTooLarge);

        Assert.Equal("FAILED", (await StatusAsync(host, id))["dag_status"].AsString());
    }

    [Fact]
    public async Task RunTask_RunsOneAlone_AndRestartRunsAll()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:steps", """{"n":1}""");
        await host.Engine.WaitAsync(id);

        (await host.PostAsync($"/flow/run_task.json?execution_id={id}&task_name=second")).IsOk();
        Assert.True((await host.Engine.WaitAsync(id)).Succeeded);
        (await host.PostAsync($"/flow/restart.json?execution_id={id}")).IsOk();
        Assert.True((await host.Engine.WaitAsync(id)).Succeeded);
    }

    [Fact]
    public async Task WakeUp_WakesASuspense_AndNothingElse()
    {
        await using var host = await CountingAsync();
        var id = await SubmitAsync(host, "test:approval");

        (await host.PostAsync($"/flow/wakeup.json?execution_id={id}&task_name=approve", """{"answer":"yes"}""")).IsOk();
        Assert.True((await host.Engine.WaitAsync(id)).Succeeded);

        var other = await SubmitAsync(host, "test:waiting");
        (await host.PostAsync($"/flow/wakeup.json?execution_id={other}&task_name=hold", "{}")).IsProblem(409, FlowErrorCodes.TakesNoCallback);
    }

    [Fact]
    public async Task Process_IsWhatTheTasksHaveDoneByTheirWeights()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml("""
            workspace: test
            dagName: weights
            tasks:
              - { name: light, category: pass }
              - { name: heavy, category: suspense, conditions: [ "$.input.never" ], progress: { weight: 2, calculation: "params.done / 4.0",
                  args: [ { source: $.context.done, variable: done } ] } }
              - { name: last, category: suspense, conditions: [ "$.input.never" ] }
            """));
        var id = await SubmitAsync(host, "test:weights", """{"done":1}""");

        // 1 of 1, a quarter of 2, nothing of 1.
        Assert.Equal(37, (await StatusAsync(host, id))["process"].AsInt64());
    }

    [Fact]
    public async Task Health_IsWell_UntilTheEngineStops()
    {
        await using var host = await CountingAsync();

        Assert.Equal("ok", (await host.GetAsync("/flow/health")).IsOk()["status"].AsString());
        await host.Engine.StopAsync();
        (await host.GetAsync("/flow/health")).IsProblem(503, FlowErrorCodes.EngineStopping);
        (await host.PostAsync("/flow/submit.json?descriptor_id=test:steps", """{"n":1}""")).IsProblem(503, FlowErrorCodes.EngineStopping);
    }

    private static Task<FlowHost> CountingAsync() => FlowHost.StartAsync(flows => flows
        .AddFlowYaml(Steps)
        .AddFlowYaml(Waiting)
        .AddFlowYaml(Flows.Approval)
        .AddFunction("count", input => FlowValue.Object(("n", input["n"].AsInt64() + 1 ?? 0)))
        .AddFunction("hold", (_, _) => new(Dispatching.DispatchOutcome.Accepted)));

    private static async Task<string> SubmitAsync(FlowHost host, string flow, string context = "{}") =>
        (await host.PostAsync($"/flow/submit.json?descriptor_id={flow}", context)).IsOk()["execution_id"].AsString()!;

    private static async Task<FlowValue> StatusAsync(FlowHost host, string id) =>
        (await host.GetAsync($"/flow/get.json?execution_id={id}")).IsOk()["ret"];

    private static FlowValue Only(FlowValue value, params string[] names) =>
        FlowValue.Object(value.Members.Where(member => names.Contains(member.Key)));
}
