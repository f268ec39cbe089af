using System.Net.Http.Headers;
using System.Text;
using FlowKit.Hosting;
using FlowKit.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A host with an engine behind a real web server, on a port the system chose.</summary>
internal sealed class FlowHost : IAsyncDisposable
{
    public const string Secret = "a secret that only this host knows";

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private FlowHost(WebApplication app, RecordedLogs logs)
    {
        _app = app;
        Logs = logs;
        _client = new() { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public RecordedLogs Logs { get; }

    public string Url => _app.Urls.Single();

    public FlowEngine Engine => _app.Services.GetRequiredService<FlowEngine>();

    public static async Task<FlowHost> StartAsync(Action<FlowHostBuilder> configure, Action<WebApplication>? map = null)
    {
        var logs = new RecordedLogs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlowEngine(configure);
        var app = builder.Build();
        (map ?? (application => application.MapFlowEngine()))(app);
        await app.StartAsync();
        return new(app, logs);
    }

    /// <summary>With one flow, and tokens.</summary>
    public static Task<FlowHost> WithTokensAsync(string flow, Action<FlowHostBuilder>? more = null) => StartAsync(flows =>
    {
        flows.AddFlowYaml(flow).Configure(options => options with { CallbackSecret = Secret });
        more?.Invoke(flows);
    });

    public Task<Answer> GetAsync(string pathOrUrl) => SendAsync(HttpMethod.Get, pathOrUrl, null);

    public Task<Answer> PostAsync(string pathOrUrl, string? json = null, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, pathOrUrl, json is null ? null : Content(json, contentType));

    public async Task<Answer> SendAsync(
        HttpMethod method, string pathOrUrl, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(pathOrUrl, UriKind.RelativeOrAbsolute)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private static ByteArrayContent Content(string text, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
