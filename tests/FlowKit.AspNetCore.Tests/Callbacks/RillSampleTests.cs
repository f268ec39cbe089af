using System.Globalization;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.AspNetCore.Tests.Callbacks;

/// <summary>
/// Rill Flow's own samples, as they are, against a service that does what their executor does. Only the name of that service is led to where it
/// really listens, by a handler of the host.
/// </summary>
public sealed class RillSampleTests
{
    [SampleFact]
    public async Task HttpGet()
    {
        var context = await RunAsync("http-get-sample", "rillFlowSample:httpGetSample", """{"user":"Ada & co"}""");

        Assert.Equal("hello, Ada & co", context["result"].AsString());
    }

    [SampleFact]
    public async Task HttpPost()
    {
        var context = await RunAsync("http-post-sample", "rillFlowSample:httpPostSample", """{"user":"Ada","title":"a = b & c"}""");

        Assert.Equal("Ada wrote: a = b & c", context["result"].AsString());
    }

    [SampleFact]
    public async Task CallApi()
    {
        var context = await RunAsync("call-api-sample", "rillFlowSample:callApiSample", """{"input_num":4}""");
        var stopped = await RunAsync("call-api-sample", "rillFlowSample:callApiSample", """{"input_num":4,"result_type":"SUCCESS"}""");

        Assert.Equal((10L, "printed 10"), (context["sum"].AsInt64(), context["print_result"].AsString()));
        Assert.Equal(10, stopped["sum"].AsInt64());
        Assert.True(stopped["print_result"].IsMissing);
    }

    [SampleTheory]
    [InlineData("choice-sample", "rillFlowSample:choiceSample")]
    [InlineData("switch-sample", "rillFlowSample:switchSample")]
    public async Task EitherOr(string file, string flow)
    {
        var context = await RunAsync(file, flow, """{"input_num":10}""");

        var random = context["random_num"].AsInt64();
        Assert.InRange(random!.Value, 1, 10);
        Assert.Equal(random >= 5 ? 10 * random : -random, context["result"].AsInt64());
    }

    [SampleFact]
    public async Task ParallelAsyncDag()
    {
        var context = await RunAsync("parallel-async-dag", "rillFlowSample:parallelAsyncTask", """{"rand_num":5}""");

        // The executor doubles what it is given, the callback adds one.
        var segments = context["segments"].Items.Select(item => item.AsInt64()!.Value).ToArray();
        Assert.NotEmpty(segments);
        Assert.Equal(segments.Select(segment => (segment * 2) + 1), context["callback_result_list"].Items.Select(item => item.AsInt64()!.Value));
        Assert.Equal(segments.Sum(segment => (segment * 2) + 1), context["sum"].AsInt64());
    }

    private static async Task<FlowValue> RunAsync(string file, string flow, string input)
    {
        using var client = new HttpClient();
        var posting = new List<Task>();
        await using var executor = await Executor.StartAsync((call, response) => AnswerAsync(call, response, client, posting));
        await using var host = await FlowHost.StartAsync(flows => flows
            .AddFlowFile(Path.Combine(Samples.Folder!, $"{file}.yaml"))
            .Configure(options => options with { CallbackSecret = FlowHost.Secret })
            .Services.AddHttpClient("FlowKit").AddHttpMessageHandler(() => new LeadingHandler(new Uri(executor.Url))));

        var result = await host.Engine.RunAsync(flow, FlowValue.Parse(input));

        await Task.WhenAll(posting);
        Assert.True(result.Succeeded, result.Failure?.ToString());
        return result.Context;
    }

    private static async Task AnswerAsync(Executor.Call call, HttpResponse response, HttpClient client, List<Task> posting)
    {
        response.ContentType = "application/json";
        if (call.Path == "/executor.json" && call.Headers.ContainsKey("X-Mode") && call.Headers.ContainsKey("X-Callback-Url"))
        {
            lock (posting)
            {
                posting.Add(PostAsync(client, call.CallbackUrl, Work(call)));
            }

            await response.WriteAsync("""{"result_type":"SUCCESS"}""");
            return;
        }

        await response.WriteAsync(Work(call));
    }

    private static async Task PostAsync(HttpClient client, string url, string result)
    {
        using var content = new StringContent(result, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(url), content);
        answer.EnsureSuccessStatusCode();
    }

    private static string Work(Executor.Call call)
    {
        FlowValue Number(string name, long add) => call.Json[name].AsInt64() + add ?? throw new FormatException($"'{name}' is no number.");
        var (name, value) = call.Path switch
        {
            "/hello.json" => ("result", $"hello, {call.Query["user"]}"),
            "/posts.json" => ("result", $"{call.Query["user"]} wrote: {Form(call)["title"]}"),
            "/choice.json" => ("sum", Number("input_num", 6)),
            "/print.json" => ("print_result", string.Create(CultureInfo.InvariantCulture, $"printed {call.Json["sum"].AsInt64()}")),
            "/executor.json" => ("executor_result", Number("segment_item", call.Json["segment_item"].AsInt64()!.Value)),
            "/callback.json" => ("callback_result", Number("executor_result", 1)),
            "/calculate.json" => ("sum", call.Json["callback_result_list"].Items.Sum(item => item.AsInt64()!.Value)),
            _ => ("error", (FlowValue)"no such path"),
        };
        return FlowValue.Object((name, value), ("result_type", "SUCCESS")).ToJson();
    }

    private static Dictionary<string, string> Form(Executor.Call call)
    {
        Assert.Equal("application/x-www-form-urlencoded", call.Headers["Content-Type"]);
        return call.Body.Split('&').Select(pair => pair.Split('=')).ToDictionary(
            pair => System.Net.WebUtility.UrlDecode(pair[0]), pair => System.Net.WebUtility.UrlDecode(pair[1]));
    }

    /// <summary>Leads calls to <c>sample-executor:8000</c> to where the executor listens.</summary>
    private sealed class LeadingHandler(Uri executor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("sample-executor:8000", request.RequestUri!.Authority);
            request.RequestUri = new UriBuilder(request.RequestUri) { Host = executor.Host, Port = executor.Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
