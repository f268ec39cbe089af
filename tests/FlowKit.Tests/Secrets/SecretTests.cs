using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Secrets;

/// <summary>Who is given a secret, and what becomes of it.</summary>
public sealed class SecretTests
{
    private const string Simple = "resourceName: call://host, input: { key: '${secrets.key}' }";

    private readonly List<DispatchRequest> _sent = [];

    [Fact]
    public async Task References_OfTheAuthor_AreFilledInWhereHeWroteThem()
    {
        await using var engine = Engine("""
            resourceName: 'call://host/${secrets.path}?x={x}',
            input: { key: '${secrets.key}', x: 1, header: { source: { authorization: 'Bearer ${secrets.key}', plain: text } } },
            inputMappings: [{ value: ['${secrets.other}', 1], target: $.input.list }],
            parameters: { default: '${secrets.other}' }
            """);

        Assert.True((await engine.RunAsync("test:one")).Succeeded);

        var request = Assert.Single(_sent);
        Assert.Equal("call://host/p%26q?x=1", request.Resource);
        Assert.Equal(
            FlowValue.Parse("""
                {"key":"key 1","x":1,"header":{"authorization":"Bearer key 1","plain":"text"},"list":["o-1",1],"default":"o-1"}
                """),
            request.Input);
    }

    [Fact]
    public async Task References_ThatComeWithData_StayTheTextTheyAre()
    {
        await using var engine = Engine("""
            resourceName: 'call://host/{name}',
            input: { key: '${secrets.key}', name: $.context.name, copy: $.context.copy },
            inputMappings: [{ value: 'mine ${secrets.key}', target: $.input.mine }, { source: $.context.over, target: $.input.mine }]
            """);

        await engine.RunAsync("test:one", FlowValue.Parse(
            """{"name":"${secrets.path}","copy":"${secrets.key}","over":"${secrets.other}"}"""));

        var request = Assert.Single(_sent);
        Assert.Equal("call://host/%24%7Bsecrets.path%7D", request.Resource);
        Assert.Equal("key 1", request.Input["key"].AsString());
        Assert.Equal("${secrets.key}", request.Input["copy"].AsString());
        Assert.Equal("${secrets.path}", request.Input["name"].AsString());
        Assert.Equal("${secrets.other}", request.Input["mine"].AsString());
    }

    [Fact]
    public async Task Provider_IsToldWhoAsks()
    {
        SecretRequest? asked = null;
        await using var engine = Engine(Simple, (request, _) =>
        {
            asked = request;
            return new("k-1");
        });

        await engine.RunAsync("test:one");

        Assert.Equal(new SecretRequest("key", "test:one", "work", "call", IsFlowForeign: false), asked);
    }

    [Theory]
    [InlineData("${secrets.none}", FlowErrorCodes.SecretUnknown, false)]
    [InlineData("${secrets.throws}", FlowErrorCodes.SecretUnavailable, true)]
    public async Task Secret_ThatCannotBeHad_FailsTheAttempt(string reference, string code, bool retryable)
    {
        await using var engine = Engine($"resourceName: call://host, input: {{ key: '{reference}' }}");

        var failure = (await engine.RunAsync("test:one")).Failure!;

        Assert.Equal((code, retryable), (failure.Code, failure.Retryable));
        Assert.DoesNotContain("vault", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task Secret_InTheInputOfASubFlow_IsRefused_ForItWouldBeStored()
    {
        await using var engine = Engine("resourceName: 'rillflow://test:one', input: { key: '${secrets.key}' }");

        Assert.Equal(FlowErrorCodes.SecretRefused, (await engine.RunAsync("test:one")).Failure!.Code);
    }

    [Theory]
    [InlineData(false, FlowErrorCodes.SecretRefused)]
    [InlineData(true, null)]
    public async Task Secret_OfAForeignFlow_IsRefused_UnlessTheHostSaysOtherwise(bool allowed, string? code)
    {
        await using var engine = Builder(GetAsync, allowed).Build();
        engine.Flows.AddForeign(FlowYaml.Load(Flow(Simple)));

        Assert.Equal(code, (await engine.RunAsync("test:one")).Failure?.Code);
    }

    [Fact]
    public async Task Host_WithoutAProvider_FailsTheAttempt_AndSendsNothing()
    {
        await using var engine = new FlowEngineBuilder().AddDispatcher("call", new Recorder(this))
            .AddFlow(FlowYaml.Load(Flow(Simple))).Build();

        Assert.Equal(FlowErrorCodes.SecretUnavailable, (await engine.RunAsync("test:one")).Failure!.Code);
        Assert.Empty(_sent);
    }

    [Theory]
    [InlineData("answer")]
    [InlineData("failure")]
    [InlineData("exception")]
    public async Task Executor_ThatRepeatsTheSecret_LeavesNoneOfItBehind(string how)
    {
        await using var engine = Engine(
            $"resourceName: call://{how}, input: {{ key: '${{secrets.key}}' }}, outputMappings: [{{ source: $.output, target: $.context.said }}]");

        var result = await engine.RunAsync("test:one");
        var view = await engine.GetAsync(result.ExecutionId);

        Assert.Equal("key 1", Assert.Single(_sent).Input["key"].AsString());
        var kept = $"{result} {view!.Context} {view.Tasks["work"]}";
        Assert.DoesNotContain("key 1", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("key%201", kept, StringComparison.Ordinal);
        Assert.Contains("***", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempt_ThatIsCancelled_IsToldWhy_ThroughTheRequestWithTheSecrets()
    {
        await using var engine = Engine("resourceName: call://hang, input: { key: '${secrets.key}' }, timeline: { timeoutInSeconds: 0.02 }");

        var result = await engine.RunAsync("test:one");

        Assert.Equal(ExecutionStatus.Failed, result.Status);
        Assert.Equal(CancelReason.TaskTimeout, Assert.Single(_sent).CancelReason);
    }

    [Fact]
    public async Task Test_OfAFlow_NeedsNoSecrets()
    {
        var bed = new FlowTestBed();
        bed.Add(FlowYaml.Load(Flow("resourceName: http://host, input: { key: '${secrets.key}' }")));

        Assert.True((await bed.RunAsync("test:one")).Succeeded);
        Assert.Equal("${secrets.key}", Assert.Single(bed.Calls).Request.Input["key"].AsString());
    }

    private FlowEngine Engine(string task, Func<SecretRequest, CancellationToken, ValueTask<string?>>? provider = null) =>
        Builder(provider ?? GetAsync, false).AddFlow(FlowYaml.Load(Flow(task))).Build();

    private FlowEngineBuilder Builder(Func<SecretRequest, CancellationToken, ValueTask<string?>> provider, bool foreign) =>
        new FlowEngineBuilder().AddDispatcher("call", new Recorder(this)).UseSecrets(new Provider(provider), foreign);

    private static string Flow(string task) =>
        $"workspace: test\ndagName: one\ntasks:\n  - {{ name: work, category: function,\n    {task.Replace("\n", "\n    ", StringComparison.Ordinal)} }}";

    private static ValueTask<string?> GetAsync(SecretRequest request, CancellationToken cancellationToken) => request.Name switch
    {
        "key" => new("key 1"),
        "path" => new("p&q"),
        "other" => new("o-1"),
        "throws" => throw new InvalidOperationException("the vault says key 1"),
        _ => new((string?)null),
    };

    private sealed class Provider(Func<SecretRequest, CancellationToken, ValueTask<string?>> get) : ISecretProvider
    {
        public ValueTask<string?> GetAsync(SecretRequest request, CancellationToken cancellationToken) => get(request, cancellationToken);
    }

    private sealed class Recorder(SecretTests test) : IDispatcher
    {
        public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            test._sent.Add(request);
            var key = request.Input["key"].AsString();
            switch (request.Resource)
            {
                case "call://answer":
                    return DispatchOutcome.Succeeded(FlowValue.Parse($$"""{"you said":["{{key}}",{"{{key}}":"http://x?k=key%201"}]}"""));
                case "call://failure":
                    return DispatchOutcome.Failed($"no: {key}", "E-1", FlowValue.Object(("body", $"got {key}")));
                case "call://exception":
                    throw new InvalidOperationException($"no: {key}");
                case "call://hang":
                    var never = new TaskCompletionSource<DispatchOutcome>();
                    await using (cancellationToken.Register(() => never.TrySetCanceled(cancellationToken)))
                    {
                        return await never.Task;
                    }

                default:
                    return DispatchOutcome.Succeeded();
            }
        }
    }
}
