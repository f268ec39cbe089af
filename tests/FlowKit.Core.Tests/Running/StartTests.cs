using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running;

public class StartTests
{
    private const string Flow = """
        workspace: starts
        dagName: one
        tasks:
          - name: a
            category: function
            pattern: task_async
            resourceName: test://a
            outputMappings: [{ source: $.output.v, target: $.context.v }]
        """;

    private readonly CountingDispatcher _dispatcher = new(int.MaxValue);

    [Fact]
    public async Task A_second_start_with_an_id_gives_the_first_execution_while_it_runs_and_after_it_ended()
    {
        var engine = Engine(new InMemoryStateStore(new(), TimeProvider.System));
        var first = await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" });
        var second = await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" });
        await engine.CompleteTaskAsync("mine", Storm.For("mine", "a", 1, new Random(1)).First().Callback);
        var ends = await Task.WhenAll(first.Completion, second.Completion).WaitAsync(Storm.Patience);
        var third = await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" });

        Assert.All(ends, end => Assert.Equal((ExecutionStatus.Succeed, 1), (end.Status, end.Context["v"])));
        Assert.Equal(1, (await third.Completion.WaitAsync(Storm.Patience)).Context["v"]);
        Assert.Single(_dispatcher.Sent);
    }

    [Fact]
    public async Task A_start_whose_engine_leaves_the_store_meanwhile_is_told_that_it_stops()
    {
        var store = new LeftStore();
        var engine = Engine(store);
        await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" });
        store.IsAsked = true;
        var second = engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" }).AsTask();
        await store.Asked.Task.WaitAsync(Storm.Patience);
        await engine.StopAsync();
        store.Answer.SetException(new FlowException(FlowErrorCodes.StoreUnreachable, "It was closed."));

        Assert.Equal(FlowErrorCodes.EngineStopping, (await Assert.ThrowsAsync<FlowException>(() => second.WaitAsync(Storm.Patience))).Code);
    }

    [Fact]
    public async Task A_second_start_with_a_key_gives_the_first_execution_also_after_a_restart_and_when_many_start_at_once()
    {
        var store = new InMemoryStateStore(new(), TimeProvider.System);
        var options = new StartOptions { BusinessKey = "7", BusinessKeyType = "order", Creator = "ann" };
        var engine = Engine(store);
        var starts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await engine.StartAsync("starts:one", options: options))));
        var restarted = await Engine(store).StartAsync("starts:one:release", options: options);

        var id = Assert.Single(starts.Append(restarted).Select(start => start.Id).Distinct());
        var header = (await store.LoadAsync(id, default))!.Header;
        Assert.Equal(("7", "order", "ann"), (header.BusinessKey, header.BusinessKeyType, header.Creator));
        Assert.Single((await engine.ListAsync(new() { BusinessKey = "7", BusinessKeyType = "order", Creator = "ann" })).Executions);
    }

    [Fact]
    public async Task Keys_of_other_flows_and_types_labels_and_keys_beside_an_id_start_executions_of_their_own()
    {
        var engine = new FlowEngineBuilder().AddDispatcher("test", _dispatcher)
            .AddFlow(FlowYaml.Load(Flow)).AddFlow(FlowYaml.Load(Flow.Replace("dagName: one", "dagName: two", StringComparison.Ordinal))).Build();
        StartOptions[] options =
        [
            new() { BusinessKey = "7" },
            new() { BusinessKey = "8" },
            new() { BusinessKey = "7", BusinessKeyType = "order" },
            new() { BusinessKey = "7", BusinessKeyType = "bill" },
            new() { BusinessKey = "\",\"7", BusinessKeyType = "order" },
            new() { BusinessKey = "7", BusinessKeyType = "order\",\"" },
            new() { BusinessKey = "7", BusinessKeyIsLabel = true },
            new() { BusinessKey = "7", BusinessKeyIsLabel = true },
            new() { BusinessKey = "7", ExecutionId = "mine" },
        ];
        var ids = new List<string> { (await engine.StartAsync("starts:two", options: options[0])).Id };
        foreach (var one in options)
        {
            ids.Add((await engine.StartAsync("starts:one", options: one)).Id);
        }

        Assert.Equal(options.Length + 1, ids.Distinct().Count());
        Assert.Equal("mine", ids[^1]);
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData(" ", "blank")]
    [InlineData(null, "201 characters")]
    [InlineData(@"a\0b", "NUL")]
    [InlineData(@"a\uD800b", "surrogate")]
    [InlineData(@"a\uDC00", "surrogate")]
    [InlineData(@"\uD800", "surrogate")]
    [InlineData(@"\uDC00\uD800", "surrogate")]
    public async Task An_id_a_key_a_type_or_a_creator_that_no_store_could_keep_is_refused(string? text, string says)
    {
        var store = new InMemoryStateStore(new(), TimeProvider.System);
        var engine = Engine(store);
        text = text is null ? new('x', 201) : Regex.Unescape(text);
        StartOptions[] starts = [new() { ExecutionId = text }, new() { BusinessKey = text }, new() { BusinessKeyType = text }, new() { Creator = text }];
        foreach (var (options, name) in starts.Zip(["ExecutionId", "BusinessKey", "BusinessKeyType", "Creator"]))
        {
            Func<Task>[] both =
            [
                async () => await engine.StartAsync("starts:one", options: options),
                async () => await engine.RunAsync("starts:one", options: options),
            ];
            foreach (var start in both)
            {
                var refused = await Assert.ThrowsAsync<FlowException>(start);
                Assert.Equal(FlowErrorCodes.StartTextInvalid, refused.Code);
                Assert.Contains(says, refused.Message, StringComparison.Ordinal);
                Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
            }
        }

        Assert.Empty((await store.ListAsync(new(), default)).Executions);
    }

    [Fact]
    public async Task A_key_of_any_script_is_kept_as_it_is()
    {
        var engine = Engine(new InMemoryStateStore(new(), TimeProvider.System));
        const string Key = "\u00e9\uD83D\uDE80 \u202E\uFFFD\uFFFF'\";DROP\t\n%";
        var id = (await engine.StartAsync("starts:one", options: new() { BusinessKey = Key, Creator = Key })).Id;
        Assert.Equal(id, (await engine.StartAsync("starts:one", options: new() { BusinessKey = Key })).Id);
        Assert.Equal(id, Assert.Single((await engine.ListAsync(new() { BusinessKey = Key, Creator = Key })).Executions).ExecutionId);
    }

    [Theory]
    [InlineData(@"E\0\uD8001", "E\uFFFD\uFFFD1")]
    [InlineData("E1", "E1")]
    [InlineData(null, "xxx")]
    public async Task A_code_of_an_executor_is_listed_in_a_form_that_every_store_keeps(string? code, string listed)
    {
        var store = new InMemoryStateStore(new(), TimeProvider.System);
        var engine = new FlowEngineBuilder().UseStore(store).AddFlow(FlowYaml.Load(Flow)).AddDispatcher("test", new FailingDispatcher(code is null ? new('x', 10_000) : Regex.Unescape(code))).Build();
        var failed = await engine.RunAsync("starts:one").AsTask().WaitAsync(Storm.Patience);
        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        var header = Assert.Single((await engine.ListAsync(new())).Executions);
        Assert.StartsWith(listed, header.ErrorCode, StringComparison.Ordinal);
        Assert.InRange(header.ErrorCode!.Length, 1, StartOptions.LongestId);
        Assert.Equal(header, Assert.Single((await engine.ListAsync(new() { ErrorCode = header.ErrorCode })).Executions));
    }

    [Fact]
    public async Task An_execution_whose_saves_are_damaged_is_told_when_it_is_asked_for_and_not_tried_for_ever()
    {
        var store = new DamagedStore("bad");
        var first = Engine(store);
        await first.StartAsync("starts:one", options: new() { ExecutionId = "bad" });
        await first.StartAsync("starts:one", options: new() { ExecutionId = "good" });
        await first.StopAsync();

        store.IsDamaged = true;
        var notices = new ConcurrentQueue<EngineNotice>();
        var second = new FlowEngineBuilder().UseStore(store).AddFlow(FlowYaml.Load(Flow)).AddDispatcher("test", _dispatcher).OnNotice(notices.Enqueue).Build();
        Func<Task>[] calls =
        [
            async () => await second.CancelAsync("bad"),
            async () => await second.CompleteTaskAsync("bad", new("a", CallbackStatus.Success)),
        ];
        foreach (var call in calls)
        {
            Assert.Equal(FlowErrorCodes.StoreDamaged, (await Assert.ThrowsAsync<FlowException>(call)).Code);
        }

        await second.CompleteTaskAsync("good", new("a", CallbackStatus.Success));
        Assert.Equal(["It has a damaged save.", "It has a damaged save."], notices.Select(notice => notice.Message));
        store.IsDamaged = false;
        await second.CompleteTaskAsync("bad", new("a", CallbackStatus.Success));
        Assert.Equal(ExecutionStatus.Succeed, (await second.WaitAsync("bad").AsTask().WaitAsync(Storm.Patience)).Status);
    }

    [Theory]
    [InlineData(@"a\0b")]
    [InlineData(@"\uD800")]
    public async Task What_no_store_could_keep_is_not_known_and_no_store_is_asked(string text)
    {
        text = Regex.Unescape(text);
        var engine = Engine(new NeverAskedStore());
        Assert.Null(await engine.GetAsync(text));
        ExecutionQuery[] queries =
        [
            new() { Flow = text }, new() { BusinessKey = text }, new() { BusinessKeyType = text }, new() { Creator = text }, new() { ErrorCode = text },
        ];
        foreach (var query in queries)
        {
            Assert.Empty((await engine.ListAsync(query)).Executions);
        }

        Func<Task>[] calls =
        [
            async () => await engine.WaitAsync(text),
            async () => await engine.CancelAsync(text),
            async () => await engine.RestartAsync(text),
            async () => await engine.CompleteTaskAsync(text, new("a", CallbackStatus.Success)),
        ];
        foreach (var call in calls)
        {
            Assert.Equal(FlowErrorCodes.UnknownExecution, (await Assert.ThrowsAsync<FlowException>(call)).Code);
        }
    }

    [Fact]
    public async Task An_execution_that_failed_is_found_by_the_code_it_failed_with_until_it_is_retried()
    {
        var engine = Engine(new InMemoryStateStore(new(), TimeProvider.System));
        var execution = await engine.StartAsync("starts:one");
        await engine.CompleteTaskAsync(execution.Id, new("a", CallbackStatus.Failed));
        var failed = await execution.Completion.WaitAsync(Storm.Patience);
        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        var code = failed.Failure!.Code;
        Assert.Equal(execution.Id, Assert.Single((await engine.ListAsync(new() { ErrorCode = code })).Executions).ExecutionId);
        Assert.Empty((await engine.ListAsync(new() { ErrorCode = "FLOW0000" })).Executions);

        await engine.RetryFromFailedAsync(execution.Id);
        Assert.Empty((await engine.ListAsync(new() { ErrorCode = code })).Executions);
    }

    [Fact]
    public async Task A_start_the_store_kept_although_it_failed_runs_and_is_found_by_the_next_start()
    {
        var store = new LosingStore(keeps: true);
        var engine = Engine(store);
        await Assert.ThrowsAsync<IOException>(async () => await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" }));
        var again = await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" });
        await engine.CompleteTaskAsync("mine", Storm.For("mine", "a", 1, new Random(1)).First().Callback);

        Assert.Equal(ExecutionStatus.Succeed, (await again.Completion.WaitAsync(Storm.Patience)).Status);
        Assert.Single(_dispatcher.Sent);
    }

    [Fact]
    public async Task A_start_the_store_did_not_keep_has_not_begun()
    {
        var store = new LosingStore(keeps: false);
        var engine = Engine(store);
        await Assert.ThrowsAsync<IOException>(async () => await engine.StartAsync("starts:one", options: new() { ExecutionId = "mine" }));

        var unknown = await Assert.ThrowsAsync<FlowException>(async () => await engine.CancelAsync("mine"));
        Assert.Equal(FlowErrorCodes.UnknownExecution, unknown.Code);
        Assert.Empty(_dispatcher.Sent);
    }

    private FlowEngine Engine(IStateStore store) => new FlowEngineBuilder()
        .AddDispatcher("test", _dispatcher).AddFlow(FlowYaml.Load(Flow)).UseStore(store).Build();

    /// <summary>Loses the answer to the first start, or the start itself.</summary>
    private sealed class LosingStore(bool keeps) : PassingStore
    {
        private bool _lost;

        public override async ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
        {
            var created = keeps && await base.TryCreateAsync(save, cancellationToken);
            if (!_lost)
            {
                _lost = true;
                throw new IOException("The answer was lost.");
            }

            return created;
        }
    }

    /// <summary>Cannot read one of its executions.</summary>
    private sealed class DamagedStore(string id) : PassingStore
    {
        public bool IsDamaged { get; set; }

        public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) => IsDamaged && executionId == id
            ? throw new FlowException(FlowErrorCodes.StoreDamaged, "It has a damaged save.")
            : base.LoadAsync(executionId, cancellationToken);
    }

    private sealed class FailingDispatcher(string code) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
            new(DispatchOutcome.Failed("It failed.", code, retryable: false));
    }

    /// <summary>Must not be asked for what it cannot hold.</summary>
    private sealed class NeverAskedStore : PassingStore
    {
        public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) => throw Asked();

        public override ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken) => throw Asked();

        private static InvalidOperationException Asked() => new("The store was asked.");
    }

    /// <summary>Is closed while it reads.</summary>
    private sealed class LeftStore : PassingStore
    {
        public bool IsAsked { get; set; }

        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource<StoredExecution?> Answer { get; } = new();

        public override ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken)
        {
            if (!IsAsked)
            {
                return base.LoadAsync(executionId, cancellationToken);
            }

            Asked.TrySetResult();
            return new(Answer.Task);
        }
    }
}
