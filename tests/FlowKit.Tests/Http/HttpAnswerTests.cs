using System.IO.Compression;
using System.Text;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Http;
using FlowKit.Testing;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("""{"a":1}""", "application/json", """{"a":1}""")]
    [InlineData("""{"a":1}""", "text/plain", """{"a":1}""")]
    [InlineData("""{"a":1}""", null, """{"a":1}""")]
    [InlineData("[1,2]", "application/json", "[1,2]")]
    [InlineData("12.0", "application/json", "12.0")]
    [InlineData("\"t\"", "application/json", "\"t\"")]
    [InlineData("null", "application/json", """{"data":null}""")]
    [InlineData("\uFEFF{}", "application/json", "{}")]
    [InlineData("", "application/json", "{}")]
    [InlineData(" \r\n", "text/plain", "{}")]
    [InlineData("hello", "text/plain; charset=utf-8", "\"hello\"")]
    [InlineData("<p>ä</p>", "text/html", "\"<p>ä</p>\"")]
    public async Task Answer_OfASuccess_IsTheOutput(string body, string? type, string output)
    {
        await using var server = await StubServer.AnsweringAsync(200, body, type);

        Assert.Equal(FlowValue.Parse(output), Calls.Answer(await Calls.SendAsync(Calls.To(server.Url))));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Answer_WithoutABody_IsAnEmptyObject(int status)
    {
        await using var server = await StubServer.AnsweringAsync(status);

        Assert.Equal(FlowValue.EmptyObject, Calls.Answer(await Calls.SendAsync(Calls.To(server.Url))));
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task Answer_ThatIsNeitherJsonNorText_FailsForGood(string? type)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{\"a\":", type);

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url)));

        Assert.Equal((FlowErrorCodes.HttpAnswerUnreadable, false), (failure.Failure.Code, failure.Failure.Retryable));
    }

    [Fact]
    public async Task Answer_InAnotherCharacterSet_IsRead()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json; charset=iso-8859-1";
            await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes("""{"name":"Zoë"}"""));
        });

        Assert.Equal("Zoë", Calls.Answer(await Calls.SendAsync(Calls.To(server.Url)))["name"].AsString());
    }

    [Fact]
    public async Task Answer_ToHead_IsAnEmptyObjectWhateverItsLength()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.ContentLength = 1L << 40;
            return Task.CompletedTask;
        });

        Assert.Equal(FlowValue.EmptyObject, Calls.Answer(await Calls.SendAsync(Calls.To(server.Url, requestType: "head"))));
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(422, false)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public async Task Status_ThatFails_SaysWhetherARetryMayHelp(int status, bool retryable)
    {
        await using var server = await StubServer.AnsweringAsync(status, """{"error":"no"}""");

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url)));

        Assert.Equal((FlowErrorCodes.HttpFailingStatus, retryable), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Equal((long)status, failure.Failure.Detail["status"].AsInt64());
        Assert.Equal("""{"error":"no"}""", failure.Failure.Detail["body"].AsString());
        Assert.DoesNotContain("error", failure.Failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.NotBefore);
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Status_ThatFails_KeepsTheFirstTwoKibibytesInWholeCharacters()
    {
        await using var server = await StubServer.AnsweringAsync(500, "a" + new string('ä', 5000), "text/plain");

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url)));

        Assert.Equal("a" + new string('ä', 1023), failure.Failure.Detail["body"].AsString());
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "1", 1)]
    [InlineData(503, "Fri, 02 Jan 2026 00:01:00 GMT", 60)]
    [InlineData(500, "120", null)]
    [InlineData(429, "soon", null)]
    public async Task RetryAfter_SaysWhenTheNextAttemptMayBegin(int status, string retryAfter, int? seconds)
    {
        var now = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url), time: new VirtualTime(now)));

        Assert.Equal(seconds is { } wait ? now.AddSeconds(wait) : null, failure.NotBefore);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(202, "accepted", "text/plain")]
    [InlineData(200, """{"result_type":"SUCCESS"}""")]
    [InlineData(200, """{"result_type":null}""")]
    [InlineData(200, "\u0001", "application/octet-stream")]
    public async Task Acknowledgement_OfAnAsynchronousTask_IsAccepted(int status, string body, string type = "application/json")
    {
        await using var server = await StubServer.AnsweringAsync(status, body, type);

        Assert.Same(DispatchOutcome.Accepted, await Calls.SendAsync(Calls.To(server.Url, pattern: TaskPattern.TaskAsync)));
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("failed")]
    public async Task Acknowledgement_ThatSaysFailed_FailsAtOnce(string says)
    {
        await using var server = await StubServer.AnsweringAsync(200, $$"""{"result_type":"{{says}}","msg":"full"}""");

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url, pattern: TaskPattern.TaskScheduler)));

        Assert.Equal((FlowErrorCodes.OutcomeFailed, true), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Contains("full", failure.Failure.Detail["body"].AsString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledgement_WithAFailingStatus_FailsAtOnce()
    {
        await using var server = await StubServer.AnsweringAsync(503, "busy", "text/plain");

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url, pattern: TaskPattern.TaskAsync)));

        Assert.Equal((FlowErrorCodes.HttpFailingStatus, true), (failure.Failure.Code, failure.Failure.Retryable));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_OverTheLimit_FailsForGood(bool tellsItsLength)
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            var body = new byte[1001];
            body.AsSpan().Fill((byte)'1');
            context.Response.ContentLength = tellsItsLength ? body.Length : null;
            await context.Response.Body.WriteAsync(body);
        });

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url), new HttpDispatcherOptions { AnswerBytes = 1000 }));

        Assert.Equal((FlowErrorCodes.HttpAnswerTooLarge, false), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Contains("1000 bytes", failure.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_AtTheLimit_IsTaken()
    {
        await using var server = await StubServer.AnsweringAsync(200, new string('1', 1000));

        Assert.Equal(
            FlowValueKind.Number,
            Calls.Answer(await Calls.SendAsync(Calls.To(server.Url), new HttpDispatcherOptions { AnswerBytes = 1000 })).Kind);
    }

    [Fact]
    public async Task Answer_ThatUnpacksToMoreThanTheLimit_FailsForGood()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await packed.WriteAsync(new byte[20_000_000]);
        });

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url)));

        Assert.Equal(FlowErrorCodes.HttpAnswerTooLarge, failure.Failure.Code);
    }

    [Fact]
    public async Task Answer_ThatBreaksOff_MayBeRetried()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url)));

        Assert.Equal((FlowErrorCodes.HttpNoConnection, true), (failure.Failure.Code, failure.Failure.Retryable));
    }
}
