using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
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
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task A_key_a_type_or_a_creator_that_is_blank_or_too_long_is_refused(string? text)
    {
        var engine = Engine(new InMemoryStateStore(new(), TimeProvider.System));
        text ??= new('x', 201);
        foreach (var options in (StartOptions[])[new() { BusinessKey = text }, new() { BusinessKeyType = text }, new() { Creator = text }])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await engine.StartAsync("starts:one", options: options));
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
