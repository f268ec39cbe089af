using System.Collections.Concurrent;
using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running;

/// <summary>An execution goes on wherever its store is opened, whatever is registered there.</summary>
public class KeptFlowTests
{
    private readonly InMemoryStateStore _store = new(new(), TimeProvider.System);
    private readonly RequestLog _log = new();

    [Fact]
    public async Task An_execution_goes_on_in_an_engine_that_has_only_a_newer_version()
    {
        var id = await StartedAsync(Engine(Text("one")));

        var later = Engine(Text("two"));
        Assert.Equal(ExecutionStatus.Running, (await later.GetAsync(id))!.Status);
        await later.CompleteTaskAsync(id, new("wait", CallbackStatus.Success));
        Assert.Equal(ExecutionStatus.Succeed, (await later.WaitAsync(id).AsTask().WaitAsync(Storm.Patience)).Status);
        var second = await StartedAsync(later);
        Assert.NotEqual(await VersionAsync(id), await VersionAsync(second));
        Assert.Equal(["test://one/wait", "test://one/after"], _log.ResourcesOf(id));
        Assert.Equal(["test://two/wait"], _log.ResourcesOf(second));
    }

    [Fact]
    public async Task An_engine_that_was_given_no_flow_at_all_goes_on_with_what_the_store_holds()
    {
        var id = await StartedAsync(Engine(Text("one")));
        var empty = Builder().ReadKeptYaml().Build();
        await empty.RecoverAsync();
        await empty.CompleteTaskAsync(id, new("wait", CallbackStatus.Success));

        Assert.Equal(ExecutionStatus.Succeed, (await empty.WaitAsync(id).AsTask().WaitAsync(Storm.Patience)).Status);
        Assert.Equal(["after", "wait"], (await empty.GetAsync(id))!.Tasks.Keys.Order());
        Assert.Empty(empty.Flows.Names);
    }

    [Fact]
    public async Task A_kept_version_can_be_started_by_its_number_and_is_no_version_to_start_by_name()
    {
        var version = await VersionAsync(await StartedAsync(Engine(Text("one"))));
        var later = Engine(Text("two"));
        Assert.Equal(version, await VersionAsync((await later.StartAsync($"kept:flow:{version}")).Id));
        Assert.NotEqual(version, await VersionAsync((await later.StartAsync("kept:flow")).Id));
        foreach (var name in (string[])["kept:flow:none", "kept:none", "kept", "kept:flow:release:x"])
        {
            var unknown = await Assert.ThrowsAsync<FlowException>(async () => await later.StartAsync(name));
            Assert.Equal(FlowErrorCodes.UnknownFlow, unknown.Code);
        }
    }

    [Fact]
    public async Task A_flow_that_was_built_in_code_must_be_registered_again_and_the_message_says_so()
    {
        var built = FlowYaml.Load(Text("one")) with { Text = null, Fingerprint = null };
        var id = await StartedAsync(Builder().AddFlow(built).Build());
        var refused = await Assert.ThrowsAsync<FlowException>(async () => await Engine(Text("two")).GetAsync(id));
        Assert.Equal(FlowErrorCodes.UnknownFlowVersion, refused.Code);
        Assert.Contains("built in code", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await Builder().AddFlow(built).Build().GetAsync(id));
    }

    [Fact]
    public async Task Documents_that_a_flow_refers_to_are_kept_with_it()
    {
        var first = Builder().AddFlow(FlowYaml.Load(Document("old"))).AddFlow(FlowYaml.Load(Referring)).Build();
        var id = await StartedAsync(first);

        // The same text with another document behind it is another version.
        var later = Builder().AddFlow(FlowYaml.Load(Document("new"))).AddFlow(FlowYaml.Load(Referring)).Build();
        var second = (await later.StartAsync("kept:flow")).Id;
        await _log.ArrivedAsync(second, "wait");
        foreach (var one in (string[])[id, second])
        {
            await later.CompleteTaskAsync(one, new("wait", CallbackStatus.Success));
            await later.WaitAsync(one).AsTask().WaitAsync(Storm.Patience);
        }

        Assert.Equal(["test://old"], _log.ResourcesOf(id));
        Assert.Equal(["test://new"], _log.ResourcesOf(second));
        var empty = Builder().ReadKeptYaml().Build();
        Assert.Equal(ExecutionStatus.Succeed, (await empty.GetAsync(id))!.Status);
    }

    [Fact]
    public async Task A_flow_that_came_from_outside_stays_one()
    {
        var first = Engine(Text("mine"));
        first.Flows.AddForeign(FlowYaml.Load(Text("one")));
        var id = await StartedAsync(first);
        await Engine(Text("two")).CompleteTaskAsync(id, new("wait", CallbackStatus.Success));
        await _log.ArrivedAsync(id, "after");
        Assert.All(_log.Requests, request => Assert.True(request.IsFlowForeign));
    }

    [Fact]
    public async Task Bounds_that_were_lowered_and_dispatchers_that_are_gone_do_not_hold_up_what_runs()
    {
        var id = await StartedAsync(Engine(Text("one")));
        var strict = new FlowEngineBuilder { Options = new() { FlowLimits = new() { Tasks = 1, DescriptorBytes = 10 } } }
            .UseStore(_store).ReadKeptYaml().Build();
        await strict.CancelAsync(id);
        Assert.Equal(ExecutionStatus.Canceled, (await strict.GetAsync(id))!.Status);
    }

    [Fact]
    public async Task Texts_in_json_need_no_reader()
    {
        const string Json = """{"workspace":"kept","dagName":"flow","tasks":[{"name":"wait","category":"suspense","conditions":["$.input[?(@.go)]"]}]}""";
        var first = Engine(Json);
        var id = (await first.StartAsync("kept:flow")).Id;
        await first.StopAsync();
        await Builder().Build().WakeAsync(id, "wait");
        Assert.NotNull(await Builder().Build().GetAsync(id));
    }

    [Theory]
    [InlineData("{{{", "cannot be read")]
    [InlineData("workspace: other\ndagName: flow\ntasks: [{ name: a, category: pass }]", "'other:flow'")]
    [InlineData("workspace: kept\ndagName: flow\ntasks: [{ name: a, category: pass, next: b }]", "'b'")]
    [InlineData("{\"flowkit-bundle\":1,\"documents\":", "cannot be read")]
    [InlineData("workspace: kept\ndagName: flow\ntasks: [{ name: a, category: pass }]", "not as it was kept")]
    public async Task A_kept_text_that_is_no_good_is_told(string text, string says)
    {
        var id = await StartedAsync(Engine(Text("one")));
        var version = await VersionAsync(id);
        var other = new InMemoryStateStore(new(), TimeProvider.System);
        await other.TryCreateAsync(new(id, 1, (await _store.LoadAsync(id, default))!.Header, true, (await _store.LoadAsync(id, default))!.Saves[0]), default);
        await other.KeepFlowAsync(new("kept:flow", version, text, IsForeign: false), default);

        var engine = new FlowEngineBuilder().UseStore(other).ReadKeptYaml().Build();
        var refused = await Assert.ThrowsAsync<FlowException>(async () => await engine.GetAsync(id));
        Assert.Equal(FlowErrorCodes.FlowTextUnreadable, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            FlowErrorCodes.FlowTextUnreadable, (await Assert.ThrowsAsync<FlowException>(async () => await engine.CancelAsync(id))).Code);
    }

    [Fact]
    public async Task Yaml_without_a_reader_is_told()
    {
        var id = await StartedAsync(Engine(Text("one")));
        var refused = await Assert.ThrowsAsync<FlowException>(async () => await Builder().Build().GetAsync(id));
        Assert.Equal(FlowErrorCodes.FlowTextUnreadable, refused.Code);
        Assert.Contains("as JSON", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaced_versions_are_held_up_to_a_number_and_their_executions_go_on_all_the_same()
    {
        const int Versions = 60;
        var store = new KeepCounting(_store);
        var engine = new FlowEngineBuilder { Options = new() { HeldFlowVersions = 4, HotExecutions = 0 } }
            .AddDispatcher("test", _log).AddFlow(FlowYaml.Load(Text("v0"))).UseStore(store).Build();
        var ids = new List<string>();
        for (var i = 0; i < Versions; i++)
        {
            engine.Flows.Add(FlowYaml.Load(Text($"v{i}")));
            ids.Add((await engine.StartAsync("kept:flow")).Id);
            ids.Add((await engine.StartAsync("kept:flow")).Id);
        }

        Assert.Equal((Versions, 0), (store.Kept, store.Found));
        Assert.Equal(5, engine.Flows.Versions("kept:flow").Count);
        foreach (var id in ids)
        {
            await engine.CompleteTaskAsync(id, new("wait", CallbackStatus.Success));
            Assert.Equal(ExecutionStatus.Succeed, (await engine.WaitAsync(id).AsTask().WaitAsync(Storm.Patience)).Status);
        }

        Assert.Equal(5, engine.Flows.Versions("kept:flow").Count);
        Assert.InRange(store.Found, Versions - 5, Versions);
    }

    [Fact]
    public async Task Many_executions_of_one_unregistered_version_read_its_text_once()
    {
        var first = Engine(Text("one"));
        var ids = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add((await first.StartAsync("kept:flow")).Id);
        }

        await first.StopAsync();

        var store = new KeepCounting(_store) { Gate = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        var later = Builder().UseStore(store).ReadKeptYaml().Build();
        var completions = ids.Select(id => later.CompleteTaskAsync(id, new("wait", CallbackStatus.Success)).AsTask()).ToArray();
        await store.Asked.Task.WaitAsync(Storm.Patience);
        store.Gate.SetResult();
        await Task.WhenAll(completions).WaitAsync(Storm.Patience);
        Assert.Equal(1, store.Found);
    }

    [Fact]
    public async Task A_store_that_cannot_keep_the_text_refuses_the_start_and_the_next_start_tries_again()
    {
        var store = new KeepCounting(_store) { Failures = 1 };
        var engine = Builder().AddFlow(FlowYaml.Load(Text("one"))).UseStore(store).Build();
        await Assert.ThrowsAsync<IOException>(async () => await engine.StartAsync("kept:flow"));
        await engine.StartAsync("kept:flow");
        Assert.Equal(1, store.Kept);
    }

    private static string Text(string name) => $$"""
        workspace: kept
        dagName: flow
        tasks:
          - { name: wait, category: function, pattern: task_async, resourceName: "test://{{name}}/wait", next: after }
          - { name: after, category: function, resourceName: "test://{{name}}/after" }
        """;

    private static string Document(string name) => $$"""
        workspace: kept
        dagName: shared
        type: resource
        resources: [{ name: there, resourceName: "resourceRef://kept:shared?name=end" }, { name: end, resourceName: "test://{{name}}" }]
        """;

    private const string Referring = """
        workspace: kept
        dagName: flow
        tasks:
          - { name: wait, category: function, pattern: task_async, resourceName: "resourceRef://kept:shared?name=there", next: choose }
          - name: choose
            category: choice
            choices: [{ condition: "$.input[?(1 == 1)]", tasks: [{ name: after, category: function, resourceName: "resourceRef://kept:shared?name=there" }] }]
        """;

    private FlowEngineBuilder Builder() => new FlowEngineBuilder().AddDispatcher("test", _log).UseStore(_store);

    private FlowEngine Engine(string text) => Builder().AddFlow(FlowYaml.Load(text)).Build();

    /// <summary>Starts an execution; the engine goes when the first task is out.</summary>
    private async Task<string> StartedAsync(FlowEngine engine)
    {
        var id = (await engine.StartAsync("kept:flow")).Id;
        await _log.ArrivedAsync(id, "wait");
        await engine.StopAsync();
        return id;
    }

    private async Task<string> VersionAsync(string id) => (await _store.LoadAsync(id, default))!.Header.FlowVersion;

    private sealed class RequestLog : IDispatcher
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new();

        public ConcurrentQueue<DispatchRequest> Requests { get; } = new();

        /// <summary>A dispatch that was cut off may have been repeated.</summary>
        public IEnumerable<string> ResourcesOf(string id) => Requests.Where(one => one.ExecutionId == id).Select(one => one.Resource).Distinct();

        public Task ArrivedAsync(string id, string task) => Arrival(id, task).Task.WaitAsync(Storm.Patience);

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            Requests.Enqueue(request);
            Arrival(request.ExecutionId, request.Task.Split('-')[^1]).TrySetResult();
            return new(request.IsAsynchronous ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded());
        }

        private TaskCompletionSource Arrival(string id, string task) =>
            _arrivals.GetOrAdd($"{id}/{task}", _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>Counts texts that are kept and looked for; may fail to keep, and may hold back what is looked for.</summary>
    private sealed class KeepCounting(IStateStore inner) : PassingStore(inner)
    {
        private int _kept;
        private int _found;

        public int Kept => _kept;

        public int Found => _found;

        public int Failures { get; set; }

        public TaskCompletionSource? Gate { get; init; }

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                throw new IOException("The store cannot be reached.");
            }

            Interlocked.Increment(ref _kept);
            return base.KeepFlowAsync(flow, cancellationToken);
        }

        public override async ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _found);
            Asked.TrySetResult();
            await (Gate?.Task ?? Task.CompletedTask);
            return await base.FindFlowAsync(flow, version, cancellationToken);
        }
    }
}
