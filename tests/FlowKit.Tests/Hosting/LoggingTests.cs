using System.Reflection;
using System.Text.RegularExpressions;
using FlowKit.AspNetCore.Endpoints;
using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Hosting;
using FlowKit.Tests.Samples;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowKit.Tests.Hosting;

public sealed partial class LoggingTests
{
    [Fact]
    public void Numbers_AreTheOnesTheDocumentationLists()
    {
        var documented = TableRow().Matches(File.ReadAllText(Repository.Path("docs", "telemetry.md")))
            .Select(row => (int.Parse(row.Groups[1].ValueSpan), row.Groups[2].Value, row.Groups[3].Value));
        var inCode = new[] { typeof(FlowLog), typeof(EndpointLog) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Select(method => (Method: method.Name, Line: method.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Select(line => (line.Line.EventId, line.Method, line.Line.Level.ToString()));

        Assert.Equal(inCode.Order(), documented.Order());
    }

    [Fact]
    public async Task Executions_AreLoggedWithoutTheirPayload()
    {
        var (logs, provider) = Container(flows => flows
            .AddFunction("f", (FlowValue input, CancellationToken _) => throw new InvalidOperationException("secret " + input["in"].AsString()))
            .AddFlowYaml(Flows.Calling("function://f")));
        await using var _ = provider;

        var result = await provider.GetRequiredService<IFlowEngine>()
            .RunAsync("test:one", FlowValue.Object(("in", "secret")), new StartOptions { ExecutionId = "e1" });
        await provider.DisposeAsync();

        Assert.Equal(ExecutionStatus.Failed, result.Status);
        Assert.Equal(
            [
                (1205, LogLevel.Debug, "Attempt 1 of task call of execution e1 is sent out"),
                (1202, LogLevel.Information, "Task call of execution e1 failed with FLOW7001"),
                (1102, LogLevel.Warning, "Execution e1 of test:one failed at call with FLOW7001"),
            ],
            logs.Lines.Select(line => (line.Id.Id, line.Level, line.Text)));
        Assert.All(logs.Lines, line => Assert.Equal("FlowKit", line.Category));
    }

    [Fact]
    public async Task WhatAFunctionLogs_StandsInAScopeOfTheIds()
    {
        var logs = new RecordedLogs();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(logs))
            .AddFlowEngine(flows => flows
                .AddFunction("f", async (ILogger<LoggingTests> log, FlowValue input, CancellationToken _) =>
                {
                    await Task.Yield();
                    log.LogWarning("from the function");
                    return input;
                })
                .AddFlowYaml(Flows.Calling("function://f")));
        await using var host = services.BuildServiceProvider();

        await host.GetRequiredService<IFlowEngine>().RunAsync("test:one", options: new() { ExecutionId = "e1" });
        await host.DisposeAsync();

        var line = Assert.Single(logs.Lines, line => line.Text == "from the function");
        Assert.Equal("Flow=test:one ExecutionId=e1 Task=call Attempt=1 AttemptId=e1_call_1", line.Scope);
        Assert.Equal(string.Empty, Assert.Single(logs.Lines, line => line.Id.Id == 1101).Scope);
    }

    [Fact]
    public async Task Category_ThatIsSwitchedOff_OpensNoScope()
    {
        var logs = new RecordedLogs();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(logs).AddFilter("FlowKit", LogLevel.None))
            .AddFlowEngine(flows => flows
                .AddFunction("f", (ILoggerFactory loggers, FlowValue input, CancellationToken _) =>
                {
                    loggers.CreateLogger("Shop").LogWarning("from the function");
                    return new ValueTask<FlowValue>(input);
                })
                .AddFlowYaml(Flows.Calling("function://f")));
        await using var host = services.BuildServiceProvider();

        await host.GetRequiredService<IFlowEngine>().RunAsync("test:one");

        Assert.Equal(string.Empty, Assert.Single(logs.Lines).Scope);
    }

    [Fact]
    public async Task Sink_ThatThrows_IsLoggedAndChangesNothing()
    {
        var (logs, provider) = Container(flows => flows
            .AddFunction("f", input => input).AddSink(new BrokenSink()).AddFlowYaml(Flows.Calling("function://f")));
        await using var _ = provider;

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one");
        await provider.DisposeAsync();

        Assert.True(result.Succeeded);
        Assert.Contains(logs.Lines, line => line.Id.Id == 1003 && line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Flow_WithAWarning_IsLoggedWithItsPlace()
    {
        var (logs, provider) = Container(flows => flows.AddFunction("f", input => input)
            .AddFlowYaml(Flows.Calling("function://f") + "\nunheardOf: 1\n", "odd.yaml"));
        await using var _ = provider;

        provider.GetRequiredService<IFlowEngine>();

        var line = Assert.Single(logs.Lines, line => line.Id.Id == 1004);
        Assert.StartsWith("odd.yaml(12,1): warning FLOW", line.Text, StringComparison.Ordinal);
    }

    private static (RecordedLogs Logs, ServiceProvider Provider) Container(Action<FlowHostBuilder> configure)
    {
        var logs = new RecordedLogs();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddFlowEngine(configure);
        return (logs, services.BuildServiceProvider());
    }

    [GeneratedRegex(@"^\| (\d{4}) \| `(\w+)` \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    private sealed class BrokenSink : ICallbackSink
    {
        public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
