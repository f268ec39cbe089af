using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.Tests.Http;

/// <summary>
/// A server that behaves like the gateway of OpenFaaS: <c>/function/name</c> answers with the function's output,
/// <c>/async-function/name</c> with an empty 202, and posts the output to the <c>X-Callback-Url</c> afterwards.
/// </summary>
internal static class OpenFaasGateway
{
    public static Task<StubServer> StartAsync(Func<string, FlowValue, FlowValue> function) => StubServer.StartAsync(async context =>
    {
        var parts = context.Request.Path.ToString().Split('/', 4);
        var input = FlowValue.Parse(await new StreamReader(context.Request.Body).ReadToEndAsync());
        var output = function(string.Join('/', parts[2..]), input);
        switch (parts[1])
        {
            case "function":
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(output.ToJson());
                break;
            case "async-function":
                var callback = context.Request.Headers["X-Callback-Url"].ToString();
                context.Response.StatusCode = 202;
                context.Response.Headers["X-Call-Id"] = "c-1";
                context.Response.OnCompleted(() => PostAsync(callback, output));
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    });

    private static async Task PostAsync(string callback, FlowValue output)
    {
        using var client = new HttpClient();
        using var body = new ByteArrayContent(output.ToUtf8Json());
        body.Headers.ContentType = new("application/json");
        body.Headers.Add("X-Function-Status", "200");
        using var answer = await client.PostAsync(new Uri(callback), body);
        answer.EnsureSuccessStatusCode();
    }
}
