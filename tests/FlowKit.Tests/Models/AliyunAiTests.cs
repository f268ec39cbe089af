using FlowKit.Errors;
using FlowKit.Http;
using FlowKit.Tests.Http;
using FlowKit.Values;

namespace FlowKit.Tests.Models;

public sealed class AliyunAiTests
{
    private static readonly FlowValue Input = FlowValue.Object(("apikey", DashScopeServer.Key), ("message", "hi"));

    [Fact]
    public async Task Answer_IsTheServicesObjectWithBothNamesOfItsId()
    {
        await using var server = await DashScopeServer.StartAsync();

        var output = Calls.Answer(await Asking.AliyunAsync(server.Url, Input));

        Assert.Equal(
            """{"output":{"finish_reason":"stop","text":"HI"},"usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7},"request_id":"r-1","requestId":"r-1"}""",
            output.ToJson());
    }

    [Fact]
    public async Task Question_HoldsModelPromptAndTheWishForText()
    {
        await using var server = await DashScopeServer.StartAsync();

        await Asking.AliyunAsync(server.Url, Input);
        await Asking.AliyunAsync(server.Url, Asking.With(Input, ("model", "qwen-max"), ("message_prefix", "\"a\" "), ("message_suffix", "\nb")));

        Assert.Equal(
            [
                """{"model":"qwen-plus","input":{"prompt":"hi"},"parameters":{"result_format":"text"}}""",
                """{"model":"qwen-max","input":{"prompt":"\"a\" hi\nb"},"parameters":{"result_format":"text"}}""",
            ],
            server.Seen.Select(seen => FlowValue.Parse(seen.Body)).Select(Written));

        static string Written(FlowValue value) => value.ToJson().Replace("\\u0022", "\\\"", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_InTheFormOfMessages_HasItsTextInTheSamePlace()
    {
        await using var server = await StubServer.AnsweringAsync(
            200, """{"output":{"choices":[{"message":{"role":"assistant","content":"yes"}}]},"requestId":"r-2"}""");

        var output = Calls.Answer(await Asking.AliyunAsync(server.Url, Input));

        Assert.Equal("yes", output["output"]["text"].AsString());
        Assert.Equal("r-2", output["request_id"].AsString());
    }

    [Theory]
    [InlineData("""{"message":"hi"}""", "'apikey'")]
    [InlineData("""{"apikey":"k9"}""", "'message'")]
    [InlineData("""{"apikey":"k9","message":null,"message_prefix":"a"}""", "'message'")]
    public async Task Input_ThatLacksSomething_FailsForGoodAndIsNotSent(string input, string named)
    {
        await using var server = await DashScopeServer.StartAsync();

        var failure = Calls.Failure(await Asking.AliyunAsync(server.Url, FlowValue.Parse(input))).Failure;

        Assert.Equal((FlowErrorCodes.ModelInputInvalid, false), (failure.Code, failure.Retryable));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Key_ThatIsRefused_IsAFailureForGood()
    {
        await using var server = await DashScopeServer.StartAsync();

        var failure = Calls.Failure(await Asking.AliyunAsync(server.Url, Asking.With(Input, ("apikey", "wrong")))).Failure;

        Assert.Equal((FlowErrorCodes.HttpFailingStatus, false), (failure.Code, failure.Retryable));
        Assert.Contains("InvalidApiKey", failure.Detail["body"].AsString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"InvalidParameter","message":"no","request_id":"r"}""", FlowErrorCodes.ModelError, false)]
    [InlineData("""{"code":"Throttling.RateQuota","message":"slow down","request_id":"r"}""", FlowErrorCodes.ModelError, true)]
    [InlineData("""{"code":"InternalError.Algo","message":"broken","output":null}""", FlowErrorCodes.ModelError, true)]
    [InlineData("""{"request_id":"r"}""", FlowErrorCodes.ModelAnswerUnfit, false)]
    [InlineData("[]", FlowErrorCodes.ModelAnswerUnfit, false)]
    public async Task Answer_UnderASuccessfulStatus_MayStillBeAFailure(string body, string code, bool retryable)
    {
        await using var server = await StubServer.AnsweringAsync(200, body);

        var failure = Calls.Failure(await Asking.AliyunAsync(server.Url, Input)).Failure;

        Assert.Equal((code, retryable), (failure.Code, failure.Retryable));
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    public async Task Status_ThatFails_SaysWhetherARetryMayHelp(int status, bool retryable)
    {
        await using var server = await StubServer.AnsweringAsync(status, """{"code":"x","message":"y"}""");

        Assert.Equal(retryable, Calls.Failure(await Asking.AliyunAsync(server.Url, Input)).Failure.Retryable);
    }

    [Fact]
    public async Task AddressPolicy_CountsForModelsToo()
    {
        await using var server = await DashScopeServer.StartAsync();

        var failure = Calls.Failure(await Asking.AliyunAsync(
            server.Url, Input, new HttpDispatcherOptions { AddressPolicy = AddressPolicy.PublicOnly })).Failure;

        Assert.Equal((FlowErrorCodes.HttpAddressRefused, false), (failure.Code, failure.Retryable));
        Assert.Empty(server.Seen);
    }
}
