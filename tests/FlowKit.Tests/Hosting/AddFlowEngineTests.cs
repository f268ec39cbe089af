using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Hosting;
using FlowKit.Testing;
using FlowKit.Tests.Http;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowKit.Tests.Hosting;

public sealed class AddFlowEngineTests
{
    private static readonly FlowValue Input = FlowValue.Object(("in", 20));

    [Fact]
    public async Task Engine_OfAStrictContainer_RunsFlows()
    {
        await using var provider = Container(flows => flows
            .AddFlowYaml(Flows.Calling("function://double"))
            .AddFunction("double", input => input["in"].AsInt64()!.Value * 2));

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one", Input);

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(FlowValue.From(40), result.Context["out"]["data"]);
        Assert.Same(provider.GetRequiredService<FlowEngine>(), provider.GetRequiredService<IFlowEngine>());
    }

    [Fact]
    public async Task Engine_AddedTwice_IsOne()
    {
        await using var provider = Container(
            flows => flows.AddFlowYaml(Flows.Calling("function://a")).AddFunction("a", input => input),
            flows => flows.AddFlowYaml(Flows.Calling("function://b", "two")).AddFunction("b", input => input));

        Assert.Equal(["test:one:release", "test:two:release"], provider.GetRequiredService<IFlowEngine>().Flows.Names);
        Assert.Single(provider.GetServices<IHostedService>());
    }

    [Fact]
    public async Task Flows_WithFaults_AreRefusedWithTheFaultsOfAll()
    {
        using var folder = new TempFolder(("a.yaml", "workspace: test\ndagName: [\n"), ("b.yaml", "workspace: test\ntasks: 5\n"));
        await using var provider = Container(flows => flows.AddFlowsFrom(folder.Path));

        var refused = Assert.Throws<FlowRefusedException>(() => provider.GetRequiredService<IFlowEngine>());

        Assert.Contains(refused.Diagnostics, fault => fault.Place.File!.EndsWith("a.yaml", StringComparison.Ordinal));
        Assert.Contains(refused.Diagnostics, fault => fault.Place.File!.EndsWith("b.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_WithAFaultyFlow_DoesNotStart()
    {
        var builder = Builder(out _);
        builder.Services.AddFlowEngine(flows => flows.AddFlowYaml(Flows.Faulty, "faulty.yaml"));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<FlowRefusedException>(() => host.StartAsync());

        Assert.Contains("faulty.yaml(4,", refused.Message, StringComparison.Ordinal);
        Assert.Contains("faulty.yaml(5,", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_StartsAndStopsItsEngine()
    {
        var builder = Builder(out var logs);
        builder.Services.AddFlowEngine(flows => flows.AddFlowYaml(Flows.Calling("function://same")).AddFunction("same", input => input));
        using var host = builder.Build();
        await host.StartAsync();
        var engine = host.Services.GetRequiredService<IFlowEngine>();
        Assert.True((await engine.RunAsync("test:one", Input)).Succeeded);

        await host.StopAsync();

        var refused = await Assert.ThrowsAsync<FlowException>(async () => await engine.StartAsync("test:one"));
        Assert.Equal(FlowErrorCodes.EngineStopping, refused.Code);
        var own = logs.Lines.Where(line => line.Category == FlowLog.Category).Select(line => (line.Level, line.Text)).ToArray();
        Assert.Equal((LogLevel.Information, "The flow engine has started; flows: 1"), own[0]);
        Assert.Equal((LogLevel.Information, "The flow engine has stopped"), own[^1]);
    }

    [Fact]
    public async Task Dispatcher_IsMadeByTheContainerOnceForAllItsProtocols()
    {
        await using var provider = Container(flows =>
        {
            flows.Services.AddSingleton<Postbox>();
            flows.AddDispatcher<PostDispatcher>("letter", "Parcel")
                .AddFlowYaml(Flows.Calling("letter://ada"))
                .AddFlowYaml(Flows.Calling("parcel://bob", "two"));
        });
        var engine = provider.GetRequiredService<IFlowEngine>();

        await engine.RunAsync("test:one");
        await engine.RunAsync("test:two");

        Assert.Equal(["letter://ada", "parcel://bob"], provider.GetRequiredService<Postbox>().Sent);
        Assert.Equal(1, provider.GetRequiredService<Postbox>().Dispatchers);
    }

    [Fact]
    public async Task Dispatcher_OfTheHost_ReplacesThePackagesOwn()
    {
        var postbox = new Postbox();
        await using var provider = Container(flows => flows
            .AddDispatcher("http", new PostDispatcher(postbox)).AddFlowYaml(Flows.Calling("http://executor.example/x")));

        await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one");

        Assert.Equal(["http://executor.example/x"], postbox.Sent);
    }

    [Fact]
    public async Task Sinks_HearOfTasksAndExecutions()
    {
        var given = new NewsSink();
        await using var provider = Container(flows => flows
            .AddFlowYaml(Flows.Calling("function://same")).AddFunction("same", input => input)
            .AddSink<NewsSink>().AddSink(given));

        await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one", Input);
        await given.Ended;

        Assert.Equal([FlowNews.TaskFinish, FlowNews.DagSucceed], given.News);
        await provider.GetRequiredService<NewsSink>().Ended;
    }

    [Fact]
    public async Task Function_WithAService_HasAScopePerAttempt()
    {
        await using var provider = Container(flows =>
        {
            flows.Services.AddSingleton<Postbox>().AddScoped<Counter>();
            flows.AddFunction("count", (Counter counter, FlowValue _, CancellationToken _) => new ValueTask<FlowValue>(counter.Next()))
                .AddFlowYaml(Flows.Calling(
                    "function://count", more: "retry: { maxRetryTimes: 2 }\n    successConditions: \"$.output[?(@.data == 5)]\""));
        });

        await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one", Input);

        Assert.Equal(["1, gone", "1, gone", "1, gone"], provider.GetRequiredService<Postbox>().Sent);
    }

    [Fact]
    public async Task SubFlow_NeedsNoRegistrationOfItsOwn()
    {
        await using var provider = Container(flows => flows
            .AddFunction("double", input => input["in"].AsInt64()!.Value * 2)
            .AddFlowYaml(Flows.Calling("rillflow://test:child"))
            .AddFlowYaml(Flows.Calling("function://double", "child")));

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one", Input);

        Assert.Equal(FlowValue.From(40), result.Context["out"]["out"]["data"]);
    }

    [Fact]
    public async Task HttpTasks_UseTheNamedClientOfTheHost()
    {
        await using var server = await StubServer.AnsweringAsync(200, """{"a":1}""");
        await using var provider = Container(flows =>
        {
            flows.Services.AddTransient<Stamp>().AddHttpClient("FlowKit").AddHttpMessageHandler<Stamp>();
            flows.Configure(options => options with { ServerUrl = new Uri("https://flows.example/") })
                .AddFlowYaml(Flows.Calling(server.Url));
        });

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one", Input);

        Assert.Equal(FlowValue.Parse("""{"a":1}"""), result.Context["out"]);
        Assert.Equal(("yes", "https://flows.example"), (server.Only.Headers["X-Stamp"], server.Only.Headers["X-Flow-Server"]));
        Assert.StartsWith("https://flows.example/flow/trigger.json?execution_id=", server.Only.Headers["X-Callback-Url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task HttpTasks_ObeyTheAddressPolicy()
    {
        await using var server = await StubServer.AnsweringAsync(200, "{}");
        await using var provider = Container(flows => flows
            .ConfigureHttp(http => http with { AddressPolicy = FlowKit.Http.AddressPolicy.PublicOnly })
            .AddFlowYaml(Flows.Calling(server.Url)));

        var result = await provider.GetRequiredService<IFlowEngine>().RunAsync("test:one", Input);

        Assert.Equal((ExecutionStatus.Failed, FlowErrorCodes.HttpAddressRefused), (result.Status, result.Failure!.Code));
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Clock_OfTheContainer_IsTheEngines()
    {
        var now = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await using var provider = Container(flows =>
        {
            flows.Services.AddSingleton<TimeProvider>(new VirtualTime(now));
            flows.AddFlowYaml(Flows.Calling("function://same")).AddFunction("same", input => input);
        });
        var engine = provider.GetRequiredService<IFlowEngine>();

        var result = await engine.RunAsync("test:one", Input);

        Assert.Equal(now, (await engine.GetAsync(result.ExecutionId))!.StartedAt);
    }

    [Fact]
    public void Options_ThatMakeNoSense_AreRefusedAtOnce() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        Container(flows => flows.ConfigureHttp(http => http with { CallTimeout = TimeSpan.Zero })));

    private static ServiceProvider Container(params Action<FlowHostBuilder>[] configure)
    {
        var services = new ServiceCollection();
        Array.ForEach(configure, part => services.AddFlowEngine(part));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private static HostApplicationBuilder Builder(out RecordedLogs logs)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(logs = new RecordedLogs());
        return builder;
    }

    private sealed class Postbox
    {
        public List<string> Sent { get; } = [];

        public int Dispatchers { get; set; }
    }

    private sealed class PostDispatcher : IDispatcher
    {
        private readonly Postbox _postbox;

        public PostDispatcher(Postbox postbox)
        {
            _postbox = postbox;
            _postbox.Dispatchers++;
        }

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            _postbox.Sent.Add(request.Resource);
            return new(DispatchOutcome.Succeeded());
        }
    }

    private sealed class NewsSink : ICallbackSink
    {
        private readonly TaskCompletionSource _ended = new();

        public List<FlowNews> News { get; } = [];

        public Task Ended => _ended.Task;

        public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
        {
            News.Add(news.News);
            if (news.Task is null)
            {
                _ended.SetResult();
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class Counter(Postbox postbox) : IDisposable
    {
        private int _calls;

        public FlowValue Next() => ++_calls;

        public void Dispose() => postbox.Sent.Add($"{_calls}, gone");
    }

    private sealed class Stamp : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Stamp", "yes");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
