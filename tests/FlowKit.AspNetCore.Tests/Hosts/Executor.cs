using System.Threading.Channels;
using FlowKit.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A service that tasks call, behind a real web server on a port the system chose. What it is called with waits in line.</summary>
internal sealed class Executor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    private Executor(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>One that answers every call with the same.</summary>
    public static Task<Executor> AnsweringAsync(string json = "{}", int status = 200) => StartAsync((_, response) =>
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.WriteAsync(json);
    });

    public static async Task<Executor> StartAsync(Func<Call, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var executor = new Executor(builder.Build());
        executor._app.Run(async context =>
        {
            var call = await Call.OfAsync(context.Request);
            await answer(call, context.Response);
            await context.Response.CompleteAsync();
            executor._calls.Writer.TryWrite(call);
        });
        await executor._app.StartAsync();
        return executor;
    }

    /// <summary>The next call, when it has been answered.</summary>
    public ValueTask<Call> NextAsync() => _calls.Reader.ReadAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public sealed record Call(
        string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string CallbackUrl => Headers["X-Callback-Url"];

        public FlowValue Json => FlowValue.Parse(Body);

        public static async Task<Call> OfAsync(HttpRequest request)
        {
            using var reader = new StreamReader(request.Body);
            return new(
                request.Method,
                request.Path.ToString(),
                request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
                request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync());
        }
    }
}
