using FlowKit.AspNetCore.Problems;
using FlowKit.Hosting;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Runs an endpoint: its value is the answer, what it throws is a problem.</summary>
internal static class EndpointRun
{
    private const string Json = "application/json; charset=utf-8";
    private const string ProblemJson = "application/problem+json; charset=utf-8";

    public static RequestDelegate Of(Func<EndpointCall, ValueTask<FlowValue>> handle, FlowHostBuilder flows) => async http =>
    {
        try
        {
            var engine = http.RequestServices.GetRequiredService<FlowEngine>();
            var answer = await handle(new(http, engine, flows)).ConfigureAwait(false);
            await WriteAsync(http, StatusCodes.Status200OK, Json, answer).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever called is gone; nobody reads an answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            var problem = ProblemOf(fault, http);
            await WriteAsync(http, problem.Status, ProblemJson, problem.ToValue(flows.Redaction)).ConfigureAwait(false);
        }
    };

    private static Problem ProblemOf(Exception fault, HttpContext http)
    {
        if (ProblemRules.Of(fault) is { } problem)
        {
            return problem;
        }

        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(EndpointLog.Category);
        EndpointLog.RequestFailed(log, http.Request.Method, http.Request.Path, fault);
        return ProblemRules.Unforeseen;
    }

    private static async Task WriteAsync(HttpContext http, int status, string contentType, FlowValue body)
    {
        var bytes = body.ToUtf8Json();
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }
}
