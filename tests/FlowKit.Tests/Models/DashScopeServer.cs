using FlowKit.Tests.Http;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Models;

/// <summary>A server that speaks DashScope's text generation: it repeats the prompt in capitals, for those who know its key.</summary>
internal static class DashScopeServer
{
    public const string Key = "sk-dash-0815";

    public static Task<StubServer> StartAsync() => StubServer.StartAsync(async context =>
    {
        var request = context.Request;
        if (request.Method != "POST" || request.Path != "/api/v1/services/aigc/text-generation/generation" || request.ContentType != "application/json")
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"code":"InvalidApiKey","message":"Invalid API-key provided.","request_id":"r-0"}""");
            return;
        }

        var asked = FlowValue.Parse(await new StreamReader(request.Body).ReadToEndAsync());
        await context.Response.WriteAsync(FlowValue.Object(
            ("output", FlowValue.Object(("finish_reason", "stop"), ("text", asked["input"]["prompt"].AsString()!.ToUpperInvariant()))),
            ("usage", FlowValue.Object(("input_tokens", 3), ("output_tokens", 4), ("total_tokens", 7))),
            ("request_id", "r-1")).ToJson());
    });
}
