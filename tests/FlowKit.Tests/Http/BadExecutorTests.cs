using System.Globalization;
using System.Threading.Channels;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Http;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

/// <summary>Whole flows against executors that do not behave. Time stands still but for what the tests let pass.</summary>
public sealed class BadExecutorTests
{
    /// <summary>Longer than any wait of these flows, shorter than the limit of a call.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ArmedTime _time = new();

    [Theory]
    [InlineData(429, "7", "intervalInSeconds: 1", 7)]
    [InlineData(503, "7", "intervalInSeconds: 1", 7)]
    [InlineData(429, "Thu, 01 Jan 2026 00:00:09 GMT", "intervalInSeconds: 1", 9)]
    [InlineData(503, "Thu, 01 Jan 2026 00:00:09 GMT", "intervalInSeconds: 1", 9)]
    [InlineData(429, "7", "intervalInSeconds: 20", 20)]
    [InlineData(429, "0", "intervalInSeconds: 2", 2)]
    [InlineData(429, "Mon, 01 Dec 2025 00:00:00 GMT", "intervalInSeconds: 2", 2)]
    [InlineData(429, "soon", "intervalInSeconds: 2", 2)]
    [InlineData(500, "7", "intervalInSeconds: 2", 2)]
    public async Task Busy_IsAskedAgain_NotBeforeItSays(int status, string retryAfter, string interval, int seconds)
    {
        var calls = 0;
        await using var server = await StubServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = retryAfter;
            }

            return Task.CompletedTask;
        });
        await using var engine = Engine(server, $"retry: {{ maxRetryTimes: 1, {interval} }}");

        var run = await engine.StartAsync("test:flow");
        var wait = await _time.ArmedForLessThanAsync(Longest);
        _time.Advance(wait - TimeSpan.FromMilliseconds(1));
        var seenBefore = server.Seen.Count;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True((await run.Completion).Succeeded);
        Assert.Equal((TimeSpan.FromSeconds(seconds), 1, 2), (wait, seenBefore, server.Seen.Count));
    }

    [Fact]
    public async Task Silence_EndsWithTheTimeLimit_AndTheConnectionToo()
    {
        var (seen, gone) = (Channel.CreateUnbounded<string>(), new TaskCompletionSource());
        await using var server = await StubServer.StartAsync(async context =>
        {
            if (seen.Writer.TryWrite("seen") && await UntilAsync(context, gone))
            {
                return;
            }

            await context.Response.WriteAsync("{}");
        });
        await using var engine = Engine(server, "timeline: { timeoutInSeconds: 30 }");

        var run = await engine.StartAsync("test:flow");
        await seen.Reader.ReadAsync();
        _time.Advance(await _time.ArmedForLessThanAsync(Longest));

        var result = await run.Completion;
        Assert.Equal((ExecutionStatus.Failed, FlowErrorCodes.TaskTimeout), (result.Status, result.Failure!.Code));
        await gone.Task;
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task AnswerAfterTheTimeLimit_IsNobodysAnswer_AndTheNextAttemptCounts()
    {
        var (calls, seen, release) = (0, Channel.CreateUnbounded<int>(), new TaskCompletionSource());
        await using var server = await StubServer.StartAsync(async context =>
        {
            var call = Interlocked.Increment(ref calls);
            seen.Writer.TryWrite(call);
            if (call == 1)
            {
                await release.Task;
            }

            await context.Response.WriteAsync($$"""{"answer":{{call}}}""");
        });
        await using var engine = Engine(server, "timeline: { timeoutInSeconds: 30 }, retry: { maxRetryTimes: 1 }");

        var run = await engine.StartAsync("test:flow");
        await seen.Reader.ReadAsync();
        _time.Advance(await _time.ArmedForLessThanAsync(Longest));
        await seen.Reader.ReadAsync();
        release.SetResult();

        var result = await run.Completion;
        Assert.Equal((true, 2), (result.Succeeded, result.Context["result"]["answer"].AsInt64()));
        Assert.Equal(["1", "2"], server.Seen.Select(one => one.Headers["Idempotency-Key"].Split('_')[^1]));
    }

    [Theory]
    [InlineData("half", FlowErrorCodes.HttpNoConnection, 2)]
    [InlineData("nothing", FlowErrorCodes.HttpNoConnection, 2)]
    [InlineData("much", FlowErrorCodes.HttpAnswerTooLarge, 1)]
    [InlineData("noise", FlowErrorCodes.HttpAnswerUnreadable, 1)]
    [InlineData("fault", FlowErrorCodes.HttpFailingStatus, 2)]
    [InlineData("refusal", FlowErrorCodes.HttpFailingStatus, 1)]
    [InlineData("circle", FlowErrorCodes.HttpRedirectRefused, 1)]
    public async Task Answer_ThatIsNone_FailsTheTask_AndIsAskedForAgainOnlyWhereThatMayHelp(string kind, string code, int attempts)
    {
        await using var server = await StubServer.StartAsync(context => MisbehaveAsync(context, kind));
        await using var engine = Engine(server, "retry: { maxRetryTimes: 1 }");

        var run = await engine.StartAsync("test:flow");
        var result = await run.Completion;

        Assert.Equal((ExecutionStatus.Failed, code), (result.Status, result.Failure!.Code));
        Assert.Equal(attempts, (await engine.GetAsync(run.Id))!.Tasks["one"].Attempts);
        Assert.Equal(attempts, server.Seen.Count(seen => !seen.Query.ContainsKey("followed")));
    }

    [Theory]
    [InlineData("half")]
    [InlineData("nothing")]
    [InlineData("fault")]
    public async Task Fault_AndThenAnAnswer_IsASuccess(string kind)
    {
        var calls = 0;
        await using var server = await StubServer.StartAsync(context => Interlocked.Increment(ref calls) == 1
            ? MisbehaveAsync(context, kind)
            : context.Response.WriteAsync("""{"answer":42}"""));
        await using var engine = Engine(server, "retry: { maxRetryTimes: 1 }");

        var result = await engine.RunAsync("test:flow");

        Assert.Equal((true, 42), (result.Succeeded, result.Context["result"]["answer"].AsInt64()));
    }

    private static async Task MisbehaveAsync(HttpContext context, string kind)
    {
        var response = context.Response;
        response.ContentType = "application/json";
        switch (kind)
        {
            case "half":
                response.ContentLength = 100;
                await response.WriteAsync("""{"answer":""");
                await response.Body.FlushAsync();
                context.Abort();
                break;
            case "nothing":
                context.Abort();
                break;
            case "much":
                await response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"[\"{new string('x', 2000)}\"]"));
                break;
            case "noise":
                response.ContentType = "application/octet-stream";
                await response.Body.WriteAsync(new byte[] { 0xFF, 0xFE, 0x00 });
                break;
            case "circle":
                response.StatusCode = 307;
                response.Headers.Location = $"{context.Request.Path}?followed=1";
                break;
            default:
                response.StatusCode = kind == "fault" ? 500 : 400;
                break;
        }
    }

    private static async Task<bool> UntilAsync(HttpContext context, TaskCompletionSource gone)
    {
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return true;
    }

    private FlowEngine Engine(StubServer server, string more) => new FlowEngineBuilder()
        .UseTime(_time)
        .AddHttp(new HttpDispatcherOptions { AnswerBytes = 1000 })
        .AddFlowYaml($$"""
            workspace: test
            dagName: flow
            tasks:
              - { name: one, category: function, resourceName: "{{server.Url}}/one", {{more}}, outputMappings: [{ source: $.output, target: $.context.result }] }
            """)
        .Build();
}
