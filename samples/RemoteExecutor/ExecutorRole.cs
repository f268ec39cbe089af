using System.Text.Json.Nodes;

namespace RemoteExecutor;

/// <summary>
/// The executor: knows nothing of FlowKit but two headers. With <c>X-Mode</c> and <c>X-Callback-Url</c> it acknowledges at once and posts its result to
/// that address when it has it.
/// </summary>
internal static class ExecutorRole
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Workshop>();
        await using var app = builder.Build();
        app.MapPost("/shrink", ShrinkAsync);
        app.MapPost("/album", AlbumAsync);
        RillEndpoints.Map(app);
        await app.StartAsync();

        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task ShrinkAsync(HttpContext http)
    {
        var job = (await JsonNode.ParseAsync(http.Request.Body))!;
        var workshop = http.RequestServices.GetRequiredService<Workshop>();
        var (mode, callback) = (http.Request.Headers["X-Mode"].ToString(), http.Request.Headers["X-Callback-Url"].ToString());
        if (mode == "async" && callback.Length > 0)
        {
            workshop.Take(Shrink((string)job["picture"]!), new Uri(callback));
            await AnswerAsync(http, new() { ["result_type"] = "SUCCESS" });
            return;
        }

        await AnswerAsync(http, Shrink((string)job["picture"]!));
    }

    private static async Task AlbumAsync(HttpContext http)
    {
        var job = (await JsonNode.ParseAsync(http.Request.Body))!;
        await AnswerAsync(http, new() { ["title"] = $"an album of {job["thumbnails"]!.AsArray().Count}" });
    }

    private static JsonObject Shrink(string picture) => new() { ["result_type"] = "SUCCESS", ["thumbnail"] = $"small-{picture}" };

    private static Task AnswerAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(answer.ToJsonString());
    }
}
