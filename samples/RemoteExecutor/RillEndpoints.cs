using System.Text.Json.Nodes;

namespace RemoteExecutor;

/// <summary>What the executor of Rill Flow's samples does.</summary>
internal static class RillEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/hello.json", (string user) => Result("result", $"hello, {user}"));
        app.MapPost("/posts.json", async (string user, HttpRequest request) =>
            Result("result", $"{user} wrote: {(await request.ReadFormAsync())["title"]}"));
        app.MapPost("/choice.json", async (HttpRequest request) => Result("sum", Number(await ReadAsync(request), "input_num") + 6));
        app.MapPost("/print.json", async (HttpRequest request) => Result("print_result", $"printed {Number(await ReadAsync(request), "sum")}"));
        app.MapPost("/executor.json", ExecuteAsync);
        app.MapPost("/callback.json", async (HttpRequest request) => Result("callback_result", Number(await ReadAsync(request), "executor_result") + 1));
        app.MapPost("/calculate.json", async (HttpRequest request) =>
            Result("sum", (await ReadAsync(request))["callback_result_list"]!.AsArray().Sum(one => (long)one!)));
        app.MapPost("/sub_callback.json", async (HttpRequest request) =>
            Result("callback_result", $"the parts make {Number(await ReadAsync(request), "sum")}"));
    }

    private static async Task<IResult> ExecuteAsync(HttpRequest request, Workshop workshop)
    {
        var result = new JsonObject { ["result_type"] = "SUCCESS", ["executor_result"] = Number(await ReadAsync(request), "segment_item") * 2 };
        var (mode, callback) = (request.Headers["X-Mode"].ToString(), request.Headers["X-Callback-Url"].ToString());
        if (mode != "async" || callback.Length == 0)
        {
            return Json(result);
        }

        workshop.Take(result, new Uri(callback));
        return Json(new() { ["result_type"] = "SUCCESS" });
    }

    private static async Task<JsonNode> ReadAsync(HttpRequest request) => (await JsonNode.ParseAsync(request.Body))!;

    private static long Number(JsonNode body, string name) => (long)body[name]!;

    private static IResult Result(string name, JsonNode value) => Json(new() { [name] = value, ["result_type"] = "SUCCESS" });

    private static IResult Json(JsonObject answer) => Results.Text(answer.ToJsonString(), "application/json");
}
