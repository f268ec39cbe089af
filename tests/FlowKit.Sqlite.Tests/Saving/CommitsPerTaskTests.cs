using System.Globalization;
using System.Text;
using System.Threading.Channels;
using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Sqlite.Tests.Saving;

/// <summary>How often one execution alone tells the disk to keep what was written.</summary>
public sealed class CommitsPerTaskTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_call_that_writes_costs_one_commit_the_start_one_and_the_end_none(int calls) =>
        Assert.Equal(1 + calls, await CommitsAsync(Flow(calls, "effect: write")));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_call_that_says_nothing_of_its_effect_counts_as_one_that_writes(int calls) =>
        Assert.Equal(1 + calls, await CommitsAsync(Flow(calls, "title: a call")));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task Tasks_between_that_call_nobody_cost_none(int calls) =>
        Assert.Equal(1 + calls, await CommitsAsync(Flow(calls, "effect: write", between: true)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(64, 1)]
    [InlineData(100, 3)]
    public async Task Pure_calls_in_a_row_cost_one_commit_for_up_to_sixty_four_of_them(int calls, int commits) =>
        Assert.Equal(1 + commits, await CommitsAsync(Flow(calls, "effect: pure")));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_call_that_is_answered_by_a_callback_costs_a_second_one_for_its_acceptance(int calls) =>
        Assert.Equal(1 + (2 * calls), await CommitsAsync(Flow(calls, "pattern: task_async")));

    private async Task<long> CommitsAsync(string flow)
    {
        await using var store = _folder.Open();
        var callee = new Callee();

        // Pure calls that take long are saved earlier: no time passes here.
        await using var engine = new FlowEngineBuilder().AddDispatcher("function", callee).UseStore(store).UseTime(new StillTime(Some.Start))
            .AddFlow(FlowYaml.Load(flow)).Build();

        // The first start keeps the text of the flow; behind the first end the store looks once for what it need not keep.
        await RunAsync(engine, callee);
        await RunAsync(engine, callee);
        var before = store.Counts;
        await RunAsync(engine, callee);
        await engine.StopAsync();
        var after = store.Counts;
        Assert.Equal(after.Saves - before.Saves, after.Commits - before.Commits);
        return after.Commits - before.Commits;
    }

    private static async Task RunAsync(FlowEngine engine, Callee callee)
    {
        var execution = await engine.StartAsync("commits:row");
        var done = execution.Completion;
        while (await Task.WhenAny(done, callee.NextAsync()) is Task<string> { Result: var task })
        {
            // Refused, and nothing is saved for it; its answer comes behind the acceptance of the call. A callback before that would share its commit.
            await Assert.ThrowsAsync<FlowException>(async () => await engine.WakeAsync(execution.Id, task));
            await engine.CompleteTaskAsync(execution.Id, new(task, CallbackStatus.Success));
        }

        Assert.True((await done).Succeeded);
    }

    private static string Flow(int calls, string say, bool between = false)
    {
        var text = new StringBuilder("workspace: commits\ndagName: row\ntasks:\n");
        for (var i = 0; i < calls; i++)
        {
            var next = i + 1 < calls ? between ? $", next: p{i}" : $", next: t{i + 1}" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"  - {{ name: t{i}, category: function, resourceName: \"function://t{i}\", {say}{next} }}\n");
            if (between && i + 1 < calls)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {{ name: p{i}, category: pass, next: t{i + 1} }}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Answers at once; who is to call back is told the test.</summary>
    private sealed class Callee : IDispatcher
    {
        private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

        private Task<string> _next = Task.FromResult(string.Empty);

        /// <summary>The next task that waits for a callback, each once.</summary>
        public Task<string> NextAsync() => _next = _next.IsCompleted ? _asked.Reader.ReadAsync().AsTask() : _next;

        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            if (!request.IsAsynchronous)
            {
                return new(DispatchOutcome.Succeeded());
            }

            _asked.Writer.TryWrite(request.TaskName);
            return new(DispatchOutcome.Accepted);
        }
    }
}
