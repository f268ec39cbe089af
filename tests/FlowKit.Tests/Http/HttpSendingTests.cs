using System.Net;
using System.Net.Sockets;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Http;
using FlowKit.Testing;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

public sealed class HttpSendingTests
{
    [Theory]
    [InlineData("get")]
    [InlineData("head")]
    [InlineData("post")]
    public async Task Attempt_OnAUsedConnectionThatTheServerCloses_IsSentOnce(string requestType)
    {
        using var server = new ClosingServer();
        var dispatcher = Calls.Dispatcher();
        Calls.Answer(await dispatcher.DispatchAsync(Calls.To(server.Url + "/warm", requestType: "get"), CancellationToken.None));

        var failure = Calls.Failure(await dispatcher.DispatchAsync(Calls.To(server.Url + "/x", requestType: requestType), CancellationToken.None));

        Assert.Equal((FlowErrorCodes.HttpNoConnection, true), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Equal(1, server.Closed);
    }

    [Fact]
    public async Task Attempt_WithoutAServer_MayBeRetried()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/secret")));

        Assert.Equal((FlowErrorCodes.HttpNoConnection, true), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Contains("ConnectionRefused", failure.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempt_OverTheLimitOfTheDispatcher_MayBeRetried()
    {
        var time = new VirtualTime();
        await using var server = await StubServer.StartAsync(context =>
        {
            time.Advance(HttpDispatcherOptions.DefaultCallTimeout);
            return AbortedAsync(context);
        });

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url), time: time));

        Assert.Equal((FlowErrorCodes.HttpCallTimeout, true), (failure.Failure.Code, failure.Failure.Retryable));
    }

    [Fact]
    public async Task Attempt_WhoseTokenIsCancelled_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        await using var server = await StubServer.StartAsync(async context =>
        {
            await source.CancelAsync();
            await AbortedAsync(context);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Calls.Dispatcher().DispatchAsync(Calls.To(server.Url), source.Token));
    }

    [Fact]
    public async Task Cookies_AreNotKept()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        var dispatcher = Calls.Dispatcher();

        await dispatcher.DispatchAsync(Calls.To(server.Url), CancellationToken.None);
        await dispatcher.DispatchAsync(Calls.To(server.Url), CancellationToken.None);

        Assert.All(server.Seen, seen => Assert.False(seen.Headers.ContainsKey("Cookie")));
    }

    [Theory]
    [InlineData(301, "GET")]
    [InlineData(302, "GET")]
    [InlineData(303, "GET")]
    [InlineData(307, "POST")]
    [InlineData(308, "POST")]
    public async Task Redirect_OfAPost_IsFollowed(int status, string method)
    {
        await using var server = await RedirectingAsync(status, "/there?x=1");

        var outcome = await Calls.SendAsync(Calls.To(server.Url + "/here", """{"header":{"X-Key":"k","Content-Language":"de"},"a":1}"""));

        Assert.Equal("there", Calls.Answer(outcome)["at"].AsString());
        var seen = server.Seen.Last();
        Assert.Equal((method, "1", "k"), (seen.Method, seen.Query["x"], seen.Headers["X-Key"]));
        Assert.Equal(method == "POST", seen.Body.Length > 0);
        Assert.Equal(method == "POST", seen.Headers.ContainsKey("Content-Type"));
        Assert.Equal("shop:order_c_1_loop_2-charge_3", seen.Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("put", 302, "PUT")]
    [InlineData("put", 303, "GET")]
    [InlineData("head", 303, "HEAD")]
    [InlineData("get", 301, "GET")]
    public async Task Redirect_OfAnotherMethod_KeepsItUnlessTheAnswerIsToBeFetched(string requestType, int status, string method)
    {
        await using var server = await RedirectingAsync(status, "/there");

        await Calls.SendAsync(Calls.To(server.Url + "/here", requestType: requestType));

        Assert.Equal(method, server.Seen.Last().Method);
    }

    [Fact]
    public async Task Redirect_ToAnotherServer_LeavesTheHeadersOfTheFlowAtHome()
    {
        await using var other = await StubServer.AnsweringAsync(200, "{}");
        await using var server = await RedirectingAsync(307, other.Url + "/there");

        await Calls.SendAsync(Calls.To(server.Url + "/here", """{"header":{"Authorization":"Bearer t","apikey":"k"},"a":1}"""));

        Assert.False(other.Only.Headers.ContainsKey("Authorization"));
        Assert.False(other.Only.Headers.ContainsKey("apikey"));
        Assert.Contains("\"a\":1", other.Only.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Redirect_AgainAndAgain_IsFollowedFiveTimes(int redirects, bool arrives)
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            var number = int.Parse(context.Request.Path.ToString()[1..], System.Globalization.CultureInfo.InvariantCulture);
            if (number > 0)
            {
                context.Response.Redirect($"/{number - 1}");
            }

            return Task.CompletedTask;
        });

        var outcome = await Calls.SendAsync(Calls.To($"{server.Url}/{redirects}"));

        if (arrives)
        {
            Calls.Answer(outcome);
        }
        else
        {
            var failure = Calls.Failure(outcome);
            Assert.Equal((FlowErrorCodes.HttpRedirectRefused, false), (failure.Failure.Code, failure.Failure.Retryable));
        }
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData(null)]
    public async Task Redirect_ToAnotherProtocolOrNowhere_FailsForGood(string? location)
    {
        await using var server = await RedirectingAsync(302, location);

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url + "/here")));

        Assert.Equal((FlowErrorCodes.HttpRedirectRefused, false), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Single(server.Seen);
    }

    private static Task<StubServer> RedirectingAsync(int status, string? location) => StubServer.StartAsync(context =>
    {
        if (context.Request.Path != "/here")
        {
            return context.Response.WriteAsync("""{"at":"there"}""");
        }

        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    });

    private static async Task AbortedAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using var _ = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }
}
