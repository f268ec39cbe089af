using System.Globalization;
using System.Text;
using FlowKit.AspNetCore.Endpoints;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Endpoints;

/// <summary>
/// Requests made by chance out of what is right and what is not. Whatever comes, the host answers with something a caller can understand: never
/// with a fault of its own. <c>FLOWKIT_FUZZ</c> says how many, <c>FLOWKIT_FUZZ_SEED</c> repeats a failure.
/// </summary>
public sealed class FuzzTests
{
    private const int Usual = 1000;

    private static readonly string[] Texts =
    [
        "", " ", "x", "0", "-1", "1", "1-1", "99999999999999999999", "null", "true", "{}", "[]", "{\"a\":1}", "{", "\"", "%", "%7B", "\u0000", "\n",
        "ü", "\ud83d\ude00", "../..", "a&b=c", "test:approval", "test:approval:release", "test:", ":", "::", ":::", "test:later", "a,b", ",,", "work",
        "approve", "loop_0-work", "_-_", "-", "success", "failed", "key_succeed", "RUNNING", "input_eva", "output_eva", "9999-12-31",
        "[{source: $.context.a, target: $.input.b}]", "- *a", "0000000000000000000:x", "'", "<script>", new('x', 300),
        "http://127.0.0.1:1/x", "pigeon://loft", "resource://none", "resourceRef://a:b?name=c", "http://{a}/${secrets.b}",
        "{\"resourceName\":\"http://127.0.0.1:1/\",\"inputMappings\":[{\"source\":\"$.context\",\"target\":\"$.input.a['\\u0000']\"}]}",
        "{\"resourceName\":5,\"fullContext\":\"x\",\"inputMappings\":[{\"reference\":\"none\"}]}", "{\"resourceName\":{},\"more\":[]}", "{resourceName: *x}",
    ];

    private static readonly string[] Bodies =
    [
        "", "{}", "[]", "null", "1", "\"x\"", "{\"a\":1}", "{\"result_type\":\"FAILED\"}", "{", "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1}", "\ufeff{}",
        "{\"a\":1e999}", "{\"a\":-0.0e-999}", "workspace: test\ndagName: fuzz\ntasks: [ { name: a, category: pass } ]", "workspace: {", "? [", "!!x y",
        "{\"mapping_rules\":[{\"source\":\"$..[?(@.a=~/(a+)+$/)]\",\"target\":\"$.input.x\"}],\"context\":5,\"input\":[],\"output\":null}",
        "{\"mapping_rules\":[{\"source\":1,\"target\":\"$.input.x\",\"transform\":\"while true {}\"}]}",
        "{\"mapping_rules\":[{\"value\":{\"a\":[]},\"target\":\"$.context['a b'][0].c\"}],\"context\":{\"a b\":\"x\"}}",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=\"utf-8\"", "APPLICATION/JSON", "application/json;", "text/plain",
        "application/yaml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense", "a/b; charset=nothing", "",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("X-Function-Status", "500"), ("X-Function-Status", "0"), ("X-Function-Status", "abc"), ("Content-Encoding", "gzip"), ("Accept", "text/html"),
        ("Authorization", "Bearer x"), ("X-Callback-Url", "http://127.0.0.1:1"), ("Idempotency-Key", "%00"), ("traceparent", "00-x"), ("Range", "bytes=5-"),
        ("If-None-Match", "*"), ("X-HTTP-Method-Override", "DELETE"), ("Cookie", "a=b; c"), ("Expect", "100-continue"), ("X-Long", new('y', 9000)),
    ];

    private static readonly string[] OtherPaths = ["", "/", "/none.json", "/trigger", "/trigger.json/", "/TRIGGER.JSON", "/../get.json", "/%2e%2e/get.json", "/get.json%00"];

    private static readonly string[] Parameters =
    [
        "execution_id", "task_name", "task_names", "status", "context", "attempt", "token", "descriptor_id", "callback", "business_key", "targets", "force", "format",
        "flow", "limit", "cursor", "alias", "type", "mapping_rules", "brief", "reason",
    ];

    [Fact]
    public async Task NoRequest_IsAnsweredWithAFaultOfTheHost()
    {
        var seed = Number("FLOWKIT_FUZZ_SEED", 1);
        var random = new Random(seed);
        await using var executor = await Executor.AnsweringAsync();
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowYaml(Flows.Approval)
            .AddFlowYaml(Flows.Synchronous(executor.Url))
            .AddFlowYaml(Flows.Asynchronous(executor.Url)));
        var described = await ApiDescription.OfAsync(host);
        var ids = new List<string>();
        foreach (var flow in new[] { "test:approval", "test:later" })
        {
            ids.Add((await host.Engine.StartAsync(flow)).Id);
        }

        for (var i = 0; i < Number("FLOWKIT_FUZZ", Usual); i++)
        {
            var (method, path) = Address(random, ids);
            var (body, type) = (Body(random), One(random, Types));
            var headers = Headers.Where(_ => random.Next(30) == 0).ToArray();
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await host.SendAsync(
                new HttpMethod(method),
                path,
                method == "GET" ? null : content,
                headers);

            var what = $"seed {seed}, request {i}: {method} {path} {type} {string.Join(' ', headers.Select(header => header.Name))} {Encoding.UTF8.GetString(body)}\n{answer.Status} {answer.Text}";
            Assert.True(answer.Status is >= 200 and < 500 or 501, what);
            Assert.True(IsWellFormed(answer), what);
            var fault = answer.Text.Length == 0 ? null : described.FaultIn(method, path["/flow".Length..].Split('?')[0].ToLowerInvariant().TrimEnd('/'), answer);
            Assert.True(fault is null, $"{fault}\n{what}");
        }
    }

    private static bool IsWellFormed(Answer answer) => answer switch
    {
        { Status: 200, ContentType: "application/json" } => answer.Json.Kind == FlowValueKind.Object,
        { Status: 404 or 405 or 414 or 431, Text.Length: 0 } => true,
        { Status: 400, ContentType: null, Text.Length: 0 } => true,
        { ContentType: "application/problem+json" } => answer.Json["code"].AsString()!.StartsWith("FLOW", StringComparison.Ordinal),
        _ => false,
    };

    private static (string Method, string Path) Address(Random random, List<string> ids)
    {
        var endpoint = EndpointTable.All[random.Next(EndpointTable.All.Count)];
        var query = new StringBuilder();
        foreach (var name in Parameters)
        {
            if (random.Next(3) == 0)
            {
                var value = name == "execution_id" && random.Next(3) > 0 ? ids[random.Next(ids.Count)]
                    : name == "task_name" && random.Next(2) > 0 ? One(random, ["work", "approve"])
                    : One(random, Texts);
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(random.Next(20) == 0 ? "%zz%C3" : Uri.EscapeDataString(value));
            }
        }

        var method = random.Next(20) == 0 ? One(random, ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "GET", "POST"]) : One(random, [.. endpoint.Methods]);
        return (method, $"/flow{(random.Next(50) == 0 ? One(random, OtherPaths) : endpoint.Path)}{query}");
    }

    private static byte[] Body(Random random)
    {
        var body = Encoding.UTF8.GetBytes(One(random, Bodies));
        for (var flips = random.Next(6) == 0 ? random.Next(1, 4) : 0; flips > 0 && body.Length > 0; flips--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }

        return random.Next(40) == 0 ? [.. Enumerable.Repeat((byte)'[', random.Next(100_000))] : body;
    }

    private static string One(Random random, string[] list) => list[random.Next(list.Length)];

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
