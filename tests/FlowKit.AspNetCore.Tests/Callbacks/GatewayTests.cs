using System.Text;
using System.Threading.Channels;
using FlowKit.AspNetCore.Tests.Hosts;
using FlowKit.Executions;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.AspNetCore.Tests.Callbacks;

/// <summary>Gateways of functions, and executors that were written for another engine.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task OpenFaas_Asynchronous_Accepts_AndLaterPostsWhatTheFunctionSaid()
    {
        using var gateway = new Gateway();
        await using var server = await gateway.StartAsync();
        await using var host = await FlowHost.WithTokensAsync(Function(server.Url, "async-function", "task_async"));

        var result = await host.Engine.RunAsync("test:faas", FlowValue.Parse("""{"name":"Ada"}"""));
        await gateway.DoneAsync();

        Assert.Equal("Hello Ada", result.Context["greeting"].AsString());
    }

    [Fact]
    public async Task OpenFaas_Synchronous_Answers()
    {
        using var gateway = new Gateway();
        await using var server = await gateway.StartAsync();
        await using var host = await FlowHost.WithTokensAsync(Function(server.Url, "function", "task_sync"));

        var result = await host.Engine.RunAsync("test:faas", FlowValue.Parse("""{"name":"Ada"}"""));
        await gateway.DoneAsync();

        Assert.Equal("Hello Ada", result.Context["greeting"].AsString());
    }

    [Fact]
    public async Task OpenFaas_FunctionThatFails_FailsTheTask_ThoughItSaysSoInPlainText()
    {
        using var gateway = new Gateway();
        await using var server = await gateway.StartAsync();
        await using var host = await FlowHost.WithTokensAsync(Function(server.Url, "async-function", "task_async"));

        var result = await host.Engine.RunAsync("test:faas", FlowValue.Parse("""{"name":"nobody"}"""));
        await gateway.DoneAsync();

        Assert.Equal(ExecutionStatus.Failed, result.Status);
        var view = await host.Engine.GetAsync(result.ExecutionId);
        Assert.Equal("exit status 1", view!.Tasks["greet"].Output["data"].AsString());
    }

    [Theory]
    [InlineData("task_async", "SUCCESS", ExecutionStatus.Succeed)]
    [InlineData("task_async", "FAILED", ExecutionStatus.Failed)]
    [InlineData("task_scheduler", "SUCCESS", ExecutionStatus.Succeed)]
    [InlineData("task_sync", "SUCCESS", ExecutionStatus.Succeed)]
    [InlineData("task_sync", "FAILED", ExecutionStatus.Failed)]
    public async Task Executor_WrittenForRillFlow_WorksUnchanged(string pattern, string says, ExecutionStatus ended)
    {
        using var work = new Rill(says);
        await using var executor = await work.StartAsync();
        await using var host = await FlowHost.WithTokensAsync($$"""
            workspace: test
            dagName: rill
            tasks:
              - name: work
                category: function
                resourceName: {{executor.Url}}/work.json
                pattern: {{pattern}}
                inputMappings: [{ source: $.context.num, target: $.input.num }]
                outputMappings: [{ source: $.output.twice, target: $.context.twice }]
            """);

        var result = await host.Engine.RunAsync("test:rill", FlowValue.Parse("""{"num":21}"""));

        await work.DoneAsync();
        Assert.Equal(ended, result.Status);
        Assert.Equal(pattern != "task_sync", work.WasAsynchronous);
        Assert.Equal(ended == ExecutionStatus.Succeed ? 42 : null, result.Context["twice"].AsInt64());
    }

    private static string Function(string url, string road, string pattern) => $$"""
        workspace: test
        dagName: faas
        tasks:
          - name: greet
            category: function
            resourceName: {{url}}/{{road}}/{function}
            pattern: {{pattern}}
            inputMappings:
              - { source: greet, target: $.input.function }
              - { source: $.context.name, target: $.input.name }
            outputMappings: [{ source: $.output.greeting, target: $.context.greeting }]
        """;

    /// <summary>
    /// As the gateway of OpenFaaS does: <c>/function/x</c> answers; <c>/async-function/x</c> puts the call into a queue, answers 202 without a body,
    /// and a worker posts what the function said to the callback address, as it was, with its status in a header.
    /// </summary>
    private sealed class Gateway : IDisposable
    {
        private readonly Channel<Executor.Call> _queue = Channel.CreateUnbounded<Executor.Call>();
        private readonly HttpClient _client = new();
        private Task _worker = Task.CompletedTask;

        public Task<Executor> StartAsync()
        {
            _worker = Task.Run(WorkAsync);
            return Executor.StartAsync(async (call, response) =>
            {
                if (call.Path.StartsWith("/async-function/", StringComparison.Ordinal))
                {
                    response.StatusCode = StatusCodes.Status202Accepted;
                    response.Headers["X-Call-Id"] = "1";
                    await _queue.Writer.WriteAsync(call);
                    return;
                }

                var (status, type, body) = Run(call);
                response.StatusCode = status;
                response.ContentType = type;
                await response.WriteAsync(body);
            });
        }

        /// <summary>The queue is worked off.</summary>
        public Task DoneAsync()
        {
            _queue.Writer.Complete();
            return _worker;
        }

        public void Dispose() => _client.Dispose();

        private async Task WorkAsync()
        {
            await foreach (var call in _queue.Reader.ReadAllAsync())
            {
                var (status, type, body) = Run(call);
                using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(call.CallbackUrl))
                {
                    Content = new StringContent(body, Encoding.UTF8, type),
                };
                message.Headers.Add("X-Function-Status", status.ToString(System.Globalization.CultureInfo.InvariantCulture));
                message.Headers.Add("X-Duration-Seconds", "0.01");
                using var answer = await _client.SendAsync(message);
                answer.EnsureSuccessStatusCode();
            }
        }

        private static (int Status, string Type, string Body) Run(Executor.Call call)
        {
            var name = call.Json["name"].AsString();
            return name == "nobody"
                ? (500, "text/plain", "exit status 1")
                : (200, "application/json", $$"""{"greeting":"Hello {{name}}"}""");
        }
    }

    /// <summary>Asynchronous only if both headers are there; then it answers at once and posts its result with <c>result_type</c> later.</summary>
    private sealed class Rill(string says) : IDisposable
    {
        private readonly HttpClient _client = new();
        private Task _later = Task.CompletedTask;

        public bool WasAsynchronous { get; private set; }

        public Task<Executor> StartAsync() => Executor.StartAsync((call, response) =>
        {
            var result = $$"""{"result_type":"{{says}}","twice":{{call.Json["num"].AsInt64() * 2}}}""";
            response.ContentType = "application/json";
            if (!call.Headers.ContainsKey("X-Mode") || !call.Headers.ContainsKey("X-Callback-Url"))
            {
                return response.WriteAsync(result);
            }

            WasAsynchronous = true;
            _later = Task.Run(() => PostAsync(call.CallbackUrl, result));
            return response.WriteAsync("""{"result_type":"SUCCESS"}""");
        });

        /// <summary>What it posts has been answered.</summary>
        public Task DoneAsync() => _later;

        public void Dispose() => _client.Dispose();

        private async Task PostAsync(string url, string result)
        {
            using var content = new StringContent(result, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(new Uri(url), content);
            answer.EnsureSuccessStatusCode();
        }
    }
}
