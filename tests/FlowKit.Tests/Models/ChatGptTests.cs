using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Models;
using FlowKit.Testing;
using FlowKit.Tests.Http;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Models;

public sealed class ChatGptTests
{
    [Fact]
    public async Task Answer_IsTheCompletionWithItsTextAndItsUsage()
    {
        await using var server = await ChatServer.StartAsync();

        var output = Calls.Answer(await Asking.ChatAsync($"{server.Url}/v1", Asking.Prompt("say \"hi\"\nto ä")));

        Assert.Equal("chat.completion", output["result"]["object"].AsString());
        Assert.Equal("SAY \"HI\"\nTO Ä", output["text"].AsString());
        Assert.Equal(7, output["usage"]["total_tokens"].AsInt64());
        Assert.Equal("/v1/chat/completions", server.Only.Path);
    }

    [Fact]
    public async Task Question_OfAPromptAlone_HoldsTheModelAndOneMessage()
    {
        await using var server = await ChatServer.StartAsync();

        await Asking.ChatAsync(server.Url, Asking.Prompt());

        Assert.Equal("""{"model":"gpt-3.5-turbo","messages":[{"role":"user","content":"hi"}]}""", server.Only.Body);
    }

    [Fact]
    public async Task Question_HoldsEverythingTheInputSays()
    {
        await using var server = await ChatServer.StartAsync();
        var input = Asking.With(
            Asking.Prompt("c"),
            ("model", "other"),
            ("prompt_prefix", "b "),
            ("prompt_suffix", 4),
            ("messages", FlowValue.Parse("""[{"role":"system","content":"a"}]""")),
            ("temperature", 0.5),
            ("max_tokens", 9),
            ("response_format", FlowValue.Parse("""{"type":"json_object"}""")));

        await Asking.ChatAsync(server.Url, input);

        Assert.Equal(
            """{"model":"other","messages":[{"role":"system","content":"a"},{"role":"user","content":"b c4"}],"temperature":0.5,"max_tokens":9,"response_format":{"type":"json_object"}}""",
            server.Only.Body);
    }

    [Fact]
    public async Task Messages_StandForAPrompt_AndATypeForAFormat()
    {
        await using var server = await ChatServer.StartAsync();
        var input = FlowValue.Object(
            ("apikey", ChatServer.Key), ("response_format", "json_object"), ("messages", FlowValue.Parse("""[{"role":"user","content":"a"}]""")));

        Assert.Equal("A", Calls.Answer(await Asking.ChatAsync(server.Url, input))["text"].AsString());
        Assert.Contains("""[{"role":"user","content":"a"}],"response_format":{"type":"json_object"}""", server.Only.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/chat/completions")]
    [InlineData("/", "/chat/completions")]
    [InlineData("/v1", "/v1/chat/completions")]
    [InlineData("/v1/?api-version=2", "/v1/chat/completions")]
    public async Task BaseUrl_OfTheInput_Wins(string path, string called)
    {
        await using var server = await ChatServer.StartAsync();

        Calls.Answer(await Asking.ChatAsync("http://127.0.0.1:1", Asking.With(Asking.Prompt(), ("base_url", server.Url + path))));

        Assert.Equal(called, server.Only.Path);
        Assert.Equal(path.Contains('?', StringComparison.Ordinal) ? 1 : 0, server.Only.Query.Count);
    }

    [Fact]
    public async Task Service_GetsTheKeyAndTheAttempt_AndNoAddressOfOurs()
    {
        await using var server = await ChatServer.StartAsync();

        await Asking.ChatAsync(server.Url, Asking.Prompt());

        var headers = server.Only.Headers;
        Assert.Equal("shop:order_c_1_loop_2-ask_1", headers["Idempotency-Key"]);
        Assert.True(headers.ContainsKey("traceparent"));
        Assert.DoesNotContain(headers, header => header.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(headers, header => header.Value.Contains("flows.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"prompt":"p"}""", FlowErrorCodes.ModelInputInvalid, "'apikey'")]
    [InlineData("""{"apikey":" ","prompt":"p"}""", FlowErrorCodes.ModelInputInvalid, "'apikey'")]
    [InlineData("""{"apikey":"k9"}""", FlowErrorCodes.ModelInputInvalid, "'prompt'")]
    [InlineData("""{"apikey":"k9","prompt":null,"prompt_prefix":"a"}""", FlowErrorCodes.ModelInputInvalid, "'prompt'")]
    [InlineData("""{"apikey":"k9","messages":[]}""", FlowErrorCodes.ModelInputInvalid, "'prompt'")]
    [InlineData("""{"apikey":"k9","messages":"hi"}""", FlowErrorCodes.ModelInputInvalid, "'messages'")]
    [InlineData("""{"apikey":"k9","messages":["hi"]}""", FlowErrorCodes.ModelInputInvalid, "'messages'")]
    [InlineData("""{"apikey":"k9","prompt":"p","base_url":"ftp://x/k9"}""", FlowErrorCodes.HttpAddressInvalid, "'base_url'")]
    [InlineData("""{"apikey":"k9","prompt":"p","base_url":"v1"}""", FlowErrorCodes.HttpAddressInvalid, "'base_url'")]
    [InlineData("""{"apikey":"k9\nX: 1","prompt":"p"}""", FlowErrorCodes.HttpRequestInvalid, "'Authorization'")]
    public async Task Input_ThatCannotBeAsked_FailsForGoodAndIsNotSent(string input, string code, string named)
    {
        await using var server = await ChatServer.StartAsync();

        var failure = Calls.Failure(await Asking.ChatAsync(server.Url, FlowValue.Parse(input))).Failure;

        Assert.Equal((code, false), (failure.Code, failure.Retryable));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k9", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Key_ThatIsRefused_IsNotToldThoughTheServiceRepeatsIt()
    {
        await using var server = await ChatServer.StartAsync();

        var failure = Calls.Failure(await Asking.ChatAsync(server.Url, Asking.Prompt(key: "sk-wrong-key"))).Failure;

        Assert.Equal((FlowErrorCodes.HttpFailingStatus, false), (failure.Code, failure.Retryable));
        Assert.Equal(401, failure.Detail["status"].AsInt64());
        Assert.Contains("Incorrect API key provided: ***.", failure.Detail["body"].AsString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-long-secret-key")]
    [InlineData("sk+escaped/secret<key>")]
    public async Task Key_IsNotTold_WhereverTheServicePutsIt(string key)
    {
        var escaped = System.Text.Json.JsonEncodedText.Encode(key).ToString();
        for (var cut = 0; cut < escaped.Length; cut += 3)
        {
            var body = $"{escaped} {key} {new string('x', 2048 - key.Length - escaped.Length - 2 - cut)}{escaped}{key}";
            await using var server = await StubServer.AnsweringAsync(400, body, "text/plain");

            var told = Calls.Failure(await Asking.ChatAsync(server.Url, Asking.Prompt(key: key))).Failure.Detail["body"].AsString()!;

            Assert.StartsWith("*** *** x", told, StringComparison.Ordinal);
            Assert.DoesNotContain(key[..4], told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(400, false, null)]
    [InlineData(404, false, null)]
    [InlineData(408, true, 30)]
    [InlineData(429, true, 30)]
    [InlineData(500, true, 30)]
    [InlineData(503, true, 30)]
    [InlineData(529, true, 30)]
    public async Task Status_ThatFails_SaysWhetherAndWhenARetryMayHelp(int status, bool retryable, int? seconds)
    {
        var time = new VirtualTime();
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "30";
            return context.Response.WriteAsync("""{"error":{"message":"no"}}""");
        });

        var broken = Calls.Failure(await Asking.ChatAsync(server.Url, Asking.Prompt(), time: time));

        Assert.Equal((FlowErrorCodes.HttpFailingStatus, retryable), (broken.Failure.Code, broken.Failure.Retryable));
        Assert.Equal(seconds is null ? null : time.GetUtcNow().AddSeconds(seconds.Value), broken.NotBefore);
        Assert.Equal("""{"error":{"message":"no"}}""", broken.Failure.Detail["body"].AsString());
        Assert.Single(server.Seen);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","type":"invalid_request_error"}}""", false)]
    [InlineData("""{"error":"no"}""", false)]
    [InlineData("""{"error":{"message":"slow down","code":429}}""", true)]
    [InlineData("""{"error":{"message":"broken","code":502}}""", true)]
    [InlineData("""{"error":{"message":"broken","code":70000}}""", false)]
    [InlineData("""{"error":{"message":"slow down","code":"rate_limit_exceeded"}}""", true)]
    [InlineData("""{"error":{"message":"broken","type":"server_error"}}""", true)]
    [InlineData("""{"object":"error","message":"no","code":40303}""", false)]
    public async Task ErrorObject_UnderASuccessfulStatus_IsAFailure(string body, bool retryable)
    {
        await using var server = await StubServer.AnsweringAsync(200, body);

        var failure = Calls.Failure(await Asking.ChatAsync(server.Url, Asking.Prompt())).Failure;

        Assert.Equal((FlowErrorCodes.ModelError, retryable), (failure.Code, failure.Retryable));
        Assert.NotEmpty(failure.Detail["body"].AsString()!);
    }

    [Theory]
    [InlineData("""{"ok":true}""", FlowErrorCodes.ModelAnswerUnfit)]
    [InlineData("[]", FlowErrorCodes.ModelAnswerUnfit)]
    [InlineData("\"hi\"", FlowErrorCodes.ModelAnswerUnfit)]
    [InlineData("<html>", FlowErrorCodes.HttpAnswerUnreadable)]
    [InlineData("", FlowErrorCodes.HttpAnswerUnreadable)]
    public async Task Answer_OfAnotherKindOfServer_FailsForGood(string body, string code)
    {
        await using var server = await StubServer.AnsweringAsync(200, body);

        var failure = Calls.Failure(await Asking.ChatAsync(server.Url, Asking.Prompt())).Failure;

        Assert.Equal((code, false), (failure.Code, failure.Retryable));
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[]}}]}""")]
    public async Task Answer_WithoutAText_HasNullThere(string body)
    {
        await using var server = await StubServer.AnsweringAsync(200, body);

        var output = Calls.Answer(await Asking.ChatAsync(server.Url, Asking.Prompt()));

        Assert.Equal((FlowValueKind.Null, FlowValueKind.Null), (output["text"].Kind, output["usage"].Kind));
        Assert.Equal(FlowValue.Parse(body), output["result"]);
    }

    [Fact]
    public async Task Answer_OverTheLimit_FailsForGood()
    {
        await using var server = await ChatServer.StartAsync();

        var failure = Calls.Failure(await Asking.ChatAsync(server.Url, Asking.Prompt(), options => options with { AnswerBytes = 20 })).Failure;

        Assert.Equal((FlowErrorCodes.HttpAnswerTooLarge, false), (failure.Code, failure.Retryable));
    }

    [Fact]
    public async Task Service_ThatTakesTooLong_IsARetryableFailure()
    {
        var time = new VirtualTime();
        var asked = new TaskCompletionSource();
        await using var server = await StubServer.StartAsync(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        var answer = Asking.ChatAsync(server.Url, Asking.Prompt(), options => options with { CallTimeout = TimeSpan.FromMinutes(2) }, time);
        await asked.Task;

        time.Advance(TimeSpan.FromMinutes(2));

        var failure = Calls.Failure(await answer).Failure;
        Assert.Equal((FlowErrorCodes.HttpCallTimeout, true), (failure.Code, failure.Retryable));
    }

    [Fact]
    public async Task Service_ThatIsNotThere_IsARetryableFailure()
    {
        var server = await ChatServer.StartAsync();
        var url = server.Url;
        await server.DisposeAsync();

        var failure = Calls.Failure(await Asking.ChatAsync(url, Asking.Prompt())).Failure;

        Assert.Equal((FlowErrorCodes.HttpNoConnection, true), (failure.Code, failure.Retryable));
    }

    [Fact]
    public async Task Redirect_ToAnotherServer_TakesNoKeyAlong()
    {
        await using var other = await StubServer.AnsweringAsync(200, """{"choices":[]}""");
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.Headers.Location = other.Url;
            context.Response.StatusCode = 307;
            return Task.CompletedTask;
        });

        Calls.Answer(await Asking.ChatAsync(server.Url, Asking.Prompt()));

        Assert.False(other.Only.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public void Options_AreChecked()
    {
        var builder = new FlowEngineBuilder();
        Assert.Throws<ArgumentException>(() => builder.AddChatGpt(ModelOptions.ChatGpt with { BaseUrl = new("ftp://x") }));
        Assert.Throws<ArgumentException>(() => builder.AddChatGpt(ModelOptions.ChatGpt with { BaseUrl = new("v1", UriKind.Relative) }));
        Assert.Throws<ArgumentException>(() => builder.AddChatGpt(ModelOptions.ChatGpt with { Model = " " }));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddAliyunAi(ModelOptions.AliyunAi with { AnswerBytes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddAliyunAi(ModelOptions.AliyunAi with { CallTimeout = TimeSpan.Zero }));
    }
}
