using FlowKit.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Cli.Serving;

/// <summary>What a person sees who opens the server's address.</summary>
internal static class FrontPage
{
    public static Task WriteAsync(HttpContext http)
    {
        var prefix = http.RequestServices.GetRequiredService<FlowHostBuilder>().Options.CallbackPrefix;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return http.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <title>FlowKit</title>
            <h1>FlowKit</h1>
            <ul>
            <li><a href="{prefix}/descriptor.json">Flows</a></li>
            <li><a href="{prefix}/executions.json">Executions</a></li>
            <li><a href="{prefix}/health">Health</a></li>
            <li><a href="{prefix}/openapi.json">The HTTP API (OpenAPI)</a></li>
            </ul>
            </html>

            """,
            http.RequestAborted);
    }
}
