using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowKit.Tests.Http;

/// <summary>A real HTTP server on a port the system chose, which keeps what it was asked.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubServer(WebApplication app) => _app = app;

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public string Url => _app.Urls.Single();

    public SeenRequest Only => Assert.Single(Seen);

    public static async Task<StubServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new StubServer(builder.Build());
        server._app.Run(async context =>
        {
            context.Request.EnableBuffering();
            server.Seen.Enqueue(await SeenRequest.OfAsync(context.Request));
            context.Request.Body.Position = 0;
            await answer(context);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers everything alike.</summary>
    public static Task<StubServer> AnsweringAsync(int status, string body = "", string? contentType = "application/json") =>
        StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body);
        });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
