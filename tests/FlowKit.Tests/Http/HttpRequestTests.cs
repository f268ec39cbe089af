using System.Diagnostics;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Http;

public sealed class HttpRequestTests
{
    [Theory]
    [InlineData(null, "POST")]
    [InlineData("post", "POST")]
    [InlineData("Put", "PUT")]
    [InlineData("PATCH", "PATCH")]
    [InlineData("delete", "DELETE")]
    public async Task Method_WithABody_SendsTheInputAsJson(string? requestType, string method)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url + "/charge", """{"amount":12.50,"note":"ä"}""", requestType));

        Assert.Equal((method, "/charge"), (server.Only.Method, server.Only.Path));
        Assert.Equal("application/json", server.Only.Headers["Content-Type"]);
        Assert.Equal(
            FlowValue.Parse("""{"execution_id":"shop:order_c_1","amount":12.50,"note":"ä"}"""), FlowValue.Parse(server.Only.Body));
    }

    [Theory]
    [InlineData("get", "GET")]
    [InlineData("HEAD", "HEAD")]
    public async Task Method_WithoutABody_SendsNone(string requestType, string method)
    {
        await using var server = await StubServer.AnsweringAsync(200);

        await Calls.SendAsync(Calls.To(server.Url, """{"amount":12}""", requestType));

        Assert.Equal((method, string.Empty), (server.Only.Method, server.Only.Body));
        Assert.False(server.Only.Headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task Method_Unknown_FailsWithoutARequest()
    {
        await using var server = await StubServer.AnsweringAsync(200);

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url, requestType: "brew")));

        Assert.Equal((FlowErrorCodes.HttpRequestInvalid, false), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Input_IsRoutedByItsKeys()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url + "/x?fixed=1", """
            {
              "query": { "user": "Bo b&c", "n": 5 }, "query_params_more": { "list": [1, 2], "nothing": null },
              "header": { "X-One": "1", "X-Number": 2.0, "X-None": null }, "request_header_more": { "X-Two": true },
              "body": { "title": "t" }, "request_config_more": { "deep": { "a": 1 } },
              "plain": "p", "list": [1]
            }
            """));

        var seen = server.Only;
        Assert.Equal(("1", "Bo b&c", "5", "[1,2]", ""), (
            seen.Query["fixed"], seen.Query["user"], seen.Query["n"], seen.Query["list"], seen.Query["nothing"]));
        Assert.Equal(("1", "2.0", "true"), (seen.Headers["X-One"], seen.Headers["X-Number"], seen.Headers["X-Two"]));
        Assert.False(seen.Headers.ContainsKey("X-None"));
        Assert.Equal(
            FlowValue.Parse("""{"execution_id":"shop:order_c_1","title":"t","deep":{"a":1},"plain":"p","list":[1]}"""),
            FlowValue.Parse(seen.Body));
    }

    [Fact]
    public async Task Input_RoutedKeyThatIsNoObject_GoesToTheBody()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, """{"query":"q","header":["h"],"body":1,"query_params_x":null}"""));

        Assert.Equal(
            FlowValue.Parse("""{"execution_id":"shop:order_c_1","query":"q","header":["h"],"body":1,"query_params_x":null}"""),
            FlowValue.Parse(server.Only.Body));
    }

    [Fact]
    public async Task Query_HoldsExecutionAndTask()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url + "/x#part", requestType: "get"));

        Assert.Equal(("shop:order_c_1", "loop_2-charge"), (server.Only.Query["execution_id"], server.Only.Query["name"]));
    }

    [Fact]
    public async Task Query_NameOfTheFlowsOwn_Wins()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, """{"query":{"name":"Bob"},"execution_id":"mine"}"""));

        Assert.Equal("Bob", server.Only.Query["name"]);
        Assert.Equal("mine", FlowValue.Parse(server.Only.Body)["execution_id"].AsString());
    }

    [Theory]
    [InlineData("content-type")]
    [InlineData("Content-Type")]
    public async Task Body_WithAFormContentType_IsAForm(string header)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, $$"""
            {
              "header": { "{{header}}": "application/x-www-form-urlencoded" },
              "body": { "title": "a b&ä", "tags": ["x", 1], "deep": { "n": null }, "none": null, "on": true, "price": 1.50 }
            }
            """));

        Assert.Equal("application/x-www-form-urlencoded", server.Only.Headers["Content-Type"]);
        Assert.Equal(
            "execution_id=shop%3Aorder_c_1&title=a+b%26%C3%A4&tags=%5B%22x%22%2C1%5D&deep=%7B%22n%22%3Anull%7D&none=&on=true&price=1.50",
            server.Only.Body);
    }

    [Fact]
    public async Task Headers_OfTheEngine_AreSent()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url));

        var headers = server.Only.Headers;
        Assert.Equal("https://flows.example/flow/trigger.json?execution_id=shop%3Aorder_c_1", headers["X-Callback-Url"]);
        Assert.Equal("https://flows.example", headers["X-Flow-Server"]);
        Assert.Equal("shop:order_c_1_loop_2-charge_3", headers["Idempotency-Key"]);
        Assert.Equal("00-1e88af7eb57774611d4074500112b79d-de8a45cdff4b7301-00", headers["traceparent"]);
        Assert.False(headers.ContainsKey("X-Mode"));
    }

    [Theory]
    [InlineData(TaskPattern.TaskAsync)]
    [InlineData(TaskPattern.TaskScheduler)]
    public async Task Headers_OfAnAsynchronousTask_AskForIt(TaskPattern pattern)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, pattern: pattern));

        Assert.Equal("async", server.Only.Headers["X-Mode"]);
    }

    [Fact]
    public async Task Headers_OfTheInput_WinButForTheCallbackUrl()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, """
            { "header": { "x-callback-url": "http://thief", "idempotency-key": "mine", "X-Flow-Server": "other", "Authorization": "Bearer t" } }
            """));

        var headers = server.Only.Headers;
        Assert.StartsWith("https://flows.example/", headers["X-Callback-Url"], StringComparison.Ordinal);
        Assert.Equal(("mine", "other", "Bearer t"), (headers["Idempotency-Key"], headers["X-Flow-Server"], headers["Authorization"]));
    }

    [Fact]
    public async Task Headers_OfTheConnection_AreNotTheFlowsToSet()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, """
            { "header": { "Content-Length": "3", "Transfer-Encoding": "chunked", "Connection": "close" }, "body": { "a": 1 } }
            """));

        Assert.False(server.Only.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal("{\"execution_id\":\"shop:order_c_1\",\"a\":1}", server.Only.Body);
    }

    [Theory]
    [InlineData("""{"header":{"X-A":"1\r\nX-B: 2"}}""")]
    [InlineData("""{"header":{"X A":"1"}}""")]
    [InlineData("""{"header":{"":"1"}}""")]
    public async Task Headers_ThatHttpDoesNotCarry_FailWithoutARequest(string input)
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(server.Url, input)));

        Assert.Equal((FlowErrorCodes.HttpRequestInvalid, false), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Headers_BeyondAscii_AreSentAsUtf8()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url, """{"header":{"X-Name":"Zoë"}}"""));

        Assert.Equal("Zoë", server.Only.Headers["X-Name"]);
    }

    [Fact]
    public async Task Trace_OfTheCaller_IsHandedOn()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");
        using var activity = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        await Calls.SendAsync(Calls.To(server.Url));

        Assert.StartsWith($"00-{activity.TraceId}-", server.Only.Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_OfOneExecution_IsOne()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");
        var request = Calls.To(server.Url);

        await Calls.SendAsync(request);
        await Calls.SendAsync(request);

        Assert.Single(server.Seen.Select(seen => seen.Headers["traceparent"]).Distinct());
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("http://?a=1")]
    [InlineData("ftp://host/x")]
    [InlineData("https:///x")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    public async Task Address_ThatIsNone_FailsForGood(string resource)
    {
        var failure = Calls.Failure(await Calls.SendAsync(Calls.To(resource)));

        Assert.Equal((FlowErrorCodes.HttpAddressInvalid, false), (failure.Failure.Code, failure.Failure.Retryable));
        Assert.Contains("'loop_2-charge'", failure.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_WithoutAProtocol_TakesTheTasksOwn()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");

        await Calls.SendAsync(Calls.To(server.Url["http://".Length..] + "/x?"));

        Assert.Equal(("/x", "loop_2-charge"), (server.Only.Path, server.Only.Query["name"]));
    }
}
