using FlowKit.Tests.Http;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Models;

/// <summary>A server that speaks the chat-completions protocol: it repeats the last message in capitals, for those who know its key.</summary>
internal static class ChatServer
{
    public const string Key = "sk-test-4711+/ä";

    public static Task<StubServer> StartAsync() => StubServer.StartAsync(async context =>
    {
        var request = context.Request;
        if (request.Method != "POST" || !request.Path.ToString().EndsWith("/chat/completions", StringComparison.Ordinal) ||
            request.ContentType != "application/json")
        {
            context.Response.StatusCode = 404;
            return;
        }

        var key = request.Headers.Authorization.ToString();
        if (key != $"Bearer {Key}")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync($$$"""{"error":{"message":"Incorrect API key provided: {{{key[7..]}}}.","type":"invalid_request_error"}}""");
            return;
        }

        await context.Response.WriteAsync(Completion(FlowValue.Parse(await new StreamReader(request.Body).ReadToEndAsync())));
    });

    private static string Completion(FlowValue asked)
    {
        var last = asked["messages"].Items.Last()["content"].AsString()!;
        return FlowValue.Object(
            ("id", "chatcmpl-1"),
            ("object", "chat.completion"),
            ("model", asked["model"]),
            ("choices", FlowValue.Array(FlowValue.Object(
                ("index", 0),
                ("message", FlowValue.Object(("role", "assistant"), ("content", last.ToUpperInvariant()))),
                ("finish_reason", "stop")))),
            ("usage", FlowValue.Object(("prompt_tokens", 3), ("completion_tokens", 4), ("total_tokens", 7)))).ToJson();
    }
}
