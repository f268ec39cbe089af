using System.Globalization;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Callbacks;

/// <summary>Executors that call back early, late, twice, wrongly.</summary>
public sealed class TriggerTests
{
    private const string Done = """{"result_type":"SUCCESS","made":[1,2]}""";

    [Fact]
    public async Task Callback_CompletesTheTask_WithWhatWasPosted()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();

        Assert.Equal("""{"result":"ok"}""", (await host.PostAsync(call.CallbackUrl, Done)).IsOk().ToJson());

        var result = await run.Completion;
        Assert.True(result.Succeeded);
        Assert.Equal(Done, result.Context["result"].ToJson());
    }

    [Fact]
    public async Task Callback_ByGet_CarriesItsResultInTheQuery()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();

        (await host.GetAsync($"{call.CallbackUrl}&context={Uri.EscapeDataString("""{"a":"x & y"}""")}")).IsOk();

        Assert.Equal("x & y", (await run.Completion).Context["result"]["a"].AsString());
    }

    [Fact]
    public async Task Callback_WithBodyAndQuery_MergesThem_AndTheQueryWins()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();

        (await host.PostAsync($"{call.CallbackUrl}&context=%7B%22b%22%3A%22query%22%7D", """{"a":1,"b":{"c":2}}""")).IsOk();

        Assert.Equal("""{"a":1,"b":"query"}""", (await run.Completion).Context["result"].ToJson());
    }

    [Fact]
    public async Task Callback_ThatIsNoObject_IsTheValueOfData()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();

        (await host.PostAsync(call.CallbackUrl, "[1,2]")).IsOk();

        Assert.Equal("""{"data":[1,2]}""", (await run.Completion).Context["result"].ToJson());
    }

    [Theory]
    [InlineData("", """{"result_type":"FAILED"}""", ExecutionStatus.Failed)]
    [InlineData("", """{"result_type":"success"}""", ExecutionStatus.Succeed)]
    [InlineData("&status=failed", """{"result_type":"SUCCESS"}""", ExecutionStatus.Failed)]
    [InlineData("&status=SUCCESS", """{"result_type":"FAILED"}""", ExecutionStatus.Succeed)]
    [InlineData("&status=", "{}", ExecutionStatus.Succeed)]
    public async Task Status_SaidOutrightWins_ThenTheResultTypeThenSuccess(string query, string body, ExecutionStatus ended)
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();

        (await host.PostAsync(call.CallbackUrl + query, body)).IsOk();

        Assert.Equal(ended, (await run.Completion).Status);
    }

    [Fact]
    public async Task Status_KeySucceed_LetsTheTaskGoOn()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();

        (await host.PostAsync($"{call.CallbackUrl}&status=key_succeed", """{"half":1}""")).IsOk();
        Assert.Equal(ExecutionStatus.KeySucceed, (await host.Engine.GetAsync(run.Id))!.Status);
        (await host.PostAsync(call.CallbackUrl, """{"whole":1}""")).IsOk();

        Assert.Equal("""{"whole":1}""", (await run.Completion).Context["result"].ToJson());
    }

    [Fact]
    public async Task Executor_ThatCallsBackBeforeItAnswers_IsHeard()
    {
        FlowHost? host = null;
        await using var executor = await Executor.StartAsync(async (call, response) =>
        {
            (await host!.PostAsync(call.CallbackUrl, Done)).IsOk();
            response.StatusCode = 202;
        });
        host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        await using var owned = host;

        var result = await host.Engine.RunAsync("test:later");

        Assert.Equal(Done, result.Context["result"].ToJson());
    }

    [Fact]
    public async Task Executor_ThatAnswersTwice_IsToldSo()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();
        (await host.PostAsync(call.CallbackUrl, """{"a":1,"b":2}""")).IsOk();
        await run.Completion;

        var again = (await host.PostAsync(call.CallbackUrl, """{"b":2.0,"a":1}""")).IsOk();

        Assert.Equal("""{"result":"ok","duplicate":true}""", again.ToJson());
    }

    [Fact]
    public async Task Executor_ThatAnswersAgainWithAnotherResult_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();
        (await host.PostAsync(call.CallbackUrl, """{"a":1}""")).IsOk();
        await run.Completion;

        (await host.PostAsync(call.CallbackUrl, """{"a":2}""")).IsProblem(409, FlowErrorCodes.CallbackConflict);
        (await host.PostAsync($"{call.CallbackUrl}&status=failed", """{"a":1}""")).IsProblem(409, FlowErrorCodes.CallbackConflict);

        Assert.Equal(1, (await host.Engine.GetAsync(run.Id))!.Context["result"]["a"].AsInt64());
    }

    [Fact]
    public async Task Executor_ThatAnswersAfterTheTimeLimit_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(
            Flows.Asynchronous(executor.Url, "timeline: { timeoutInSeconds: 0.05 }"));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();
        Assert.Equal(ExecutionStatus.Failed, (await run.Completion).Status);

        (await host.PostAsync(call.CallbackUrl, Done)).IsProblem(409, FlowErrorCodes.CallbackConflict);
    }

    [Fact]
    public async Task Executor_ThatAnswersAfterTheCancel_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var call = await executor.NextAsync();
        await host.Engine.CancelAsync(run.Id);

        (await host.PostAsync(call.CallbackUrl, Done)).IsProblem(409, FlowErrorCodes.CallbackConflict);
    }

    [Fact]
    public async Task Executor_ThatAnswersForAnOlderAttempt_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url, "retry: { maxRetryTimes: 1 }"));
        var run = await host.Engine.StartAsync("test:later");
        var first = await executor.NextAsync();
        (await host.PostAsync($"{first.CallbackUrl}&status=failed", "{}")).IsOk();
        var second = await executor.NextAsync();

        (await host.PostAsync(first.CallbackUrl, Done)).IsProblem(409, FlowErrorCodes.CallbackOfOtherAttempt);
        (await host.PostAsync(second.CallbackUrl, Done)).IsOk();

        Assert.True((await run.Completion).Succeeded);
    }

    [Fact]
    public async Task Executor_ThatAnswersForAnAttemptBeforeTheRestart_IsRefused()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.WithTokensAsync(Flows.Asynchronous(executor.Url));
        var run = await host.Engine.StartAsync("test:later");
        var first = await executor.NextAsync();
        await host.Engine.CancelAsync(run.Id);
        (await host.PostAsync($"/flow/restart.json?execution_id={run.Id}")).IsOk();
        var second = await executor.NextAsync();

        (await host.PostAsync(first.CallbackUrl, """{"old":1}""")).IsProblem(409, FlowErrorCodes.CallbackOfOtherAttempt);
        (await host.PostAsync(second.CallbackUrl, Done)).IsOk();

        Assert.Equal(Done, (await host.Engine.WaitAsync(run.Id)).Context["result"].ToJson());
    }

    [Fact]
    public async Task Suspense_IsWokenByTheSameCall()
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));
        var run = await host.Engine.StartAsync("test:approval");
        var url = $"/flow/trigger.json?execution_id={run.Id}&task_name=approve";

        (await host.PostAsync(url, """{"answer":"perhaps"}""")).IsOk();
        (await host.GetAsync($"{url}&context=%7B%22answer%22%3A%22yes%22%7D")).IsOk();

        Assert.Equal("yes", (await run.Completion).Context["answer"].AsString());
    }

    [Fact]
    public async Task UnknownExecutionAndTask_AreNotFound()
    {
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Asynchronous(executor.Url)));
        var run = await host.Engine.StartAsync("test:later");

        (await host.PostAsync("/flow/trigger.json?execution_id=none&task_name=work", "{}")).IsProblem(404, FlowErrorCodes.UnknownExecution);
        (await host.PostAsync($"/flow/trigger.json?execution_id={run.Id}&task_name=rest", "{}")).IsProblem(404, FlowErrorCodes.UnknownTask);
    }

    [Theory]
    [InlineData("execution_id=x", "is missing")]
    [InlineData("task_name=x", "is missing")]
    [InlineData("execution_id=x&task_name=y&status=perhaps", "must be")]
    [InlineData("execution_id=x&task_name=y&attempt=first", "is none")]
    [InlineData("execution_id=x&task_name=y&task_name=z", "more than once")]
    public async Task Parameters_ThatCannotBeUnderstood_AreToldByName(string query, string says)
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        var problem = (await host.PostAsync($"/flow/trigger.json?{query}", "{}")).IsProblem(400, FlowErrorCodes.ParameterInvalid);

        Assert.Contains(says, problem["detail"].AsString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"a\": nothing }", 2, 9)]
    [InlineData("{", 1, 2)]
    [InlineData("{} {}", 1, 4)]
    public async Task Body_ThatIsNoJson_IsToldWithItsPlace(string body, int line, int column)
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));
        var run = await host.Engine.StartAsync("test:approval");

        var problem = (await host.PostAsync($"/flow/trigger.json?execution_id={run.Id}&task_name=approve", body))
            .IsProblem(400, FlowErrorCodes.BodyInvalid);

        Assert.Equal((line, column), (problem["line"].AsInt64(), problem["column"].AsInt64()));
        Assert.DoesNotContain("nothing", problem["detail"].AsString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%7B")]
    [InlineData("5")]
    [InlineData("nothing")]
    public async Task Query_ThatIsNoJsonObject_IsRefused(string context)
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        (await host.GetAsync($"/flow/trigger.json?execution_id=x&task_name=y&context={context}")).IsProblem(400, FlowErrorCodes.BodyInvalid);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Body_OfAnotherType_IsRefused(string contentType)
    {
        await using var host = await FlowHost.StartAsync(flows => flows.AddFlowYaml(Flows.Approval));

        (await host.PostAsync("/flow/trigger.json?execution_id=x&task_name=y", "{}", contentType))
            .IsProblem(415, FlowErrorCodes.ContentTypeRefused);
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefused_HoweverItIsSent()
    {
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flows.Approval)
            .Configure(options => options with { RunLimits = new() { CallbackBytes = 1000 } }));
        var run = await host.Engine.StartAsync("test:approval");
        var url = $"/flow/trigger.json?execution_id={run.Id}&task_name=approve";
        string Body(int size) => string.Create(CultureInfo.InvariantCulture, $"{{\"a\":\"{new string('x', size - 8)}\"}}");

        (await host.PostAsync(url, Body(1000))).IsOk();
        (await host.PostAsync(url, Body(1001))).IsProblem(413, FlowErrorCodes.BodyTooLarge);
        using var unsized = new StreamContent(new UnsizedStream(Body(1001)));
        unsized.Headers.ContentType = new("application/json");
        (await host.SendAsync(HttpMethod.Post, url, unsized)).IsProblem(413, FlowErrorCodes.BodyTooLarge);
    }
}
