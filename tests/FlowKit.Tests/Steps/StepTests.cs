using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Steps;
using FlowKit.Values;

namespace FlowKit.Tests.Steps;

/// <summary>Parameters that steps share, and when what they set is kept.</summary>
public sealed class StepTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public async Task Steps_run_one_after_the_other_and_share_parameters()
    {
        var result = await RunAsync(flow => flow
            .Step("add", Do(step => step.Common["sum"] = step.Common["a"].AsInt64()!.Value + step.Params["b"].AsInt64()!.Value), o => o.Param("b", 2))
            .Step("tell", Do(step => _seen.Add($"{step.Flow} {step.Name} {step.Instance} {step.Attempt} {step.Common["sum"]}"))));

        Assert.Equal(["ops:test tell tell 1 5"], _seen);
        Assert.Equal(FlowValue.Parse("""{ "common": { "a": 3, "sum": 5 } }"""), result.Context);
    }

    [Fact]
    public async Task Steps_beside_each_other_keep_each_others_keys()
    {
        var met = new Meeting(2);
        var result = await RunAsync(flow => flow
            .Parallel(
                left => left.Step("left", met.Then(step => (step.Common["left"], step.Params["x"]) = (1, 1))),
                right => right.Step("right", met.Then(step => (step.Common["right"], step.Common["list"]) = (2, FlowValue.Array(1, 2)))))
            .Step("sum", Do(step => step.Common["sum"] = step.Common["left"].AsInt64()!.Value + step.Common["right"].AsInt64()!.Value)));

        Assert.Equal(
            FlowValue.Parse("""{ "common": { "a": 3, "left": 1, "right": 2, "list": [1, 2], "sum": 3 }, "steps": { "left": { "x": 1 } } }"""), result.Context);
    }

    [Fact]
    public async Task What_a_failed_attempt_set_is_not_kept()
    {
        var result = await RunAsync(flow => flow.Step("flaky", Do(step =>
        {
            _seen.Add($"{step.Common["try"]} {step.Params["try"]}");
            (step.Common["try"], step.Params["try"]) = (step.Attempt, step.Attempt);
            if (step.Attempt == 1)
            {
                throw new InvalidOperationException("again");
            }
        }), o => o.Retry(1, Backoff.Fixed(TimeSpan.Zero))));

        Assert.Equal([" ", " "], _seen.Select(one => one.Replace("null", string.Empty, StringComparison.Ordinal)));
        Assert.Equal(2, result.Context["common"]["try"].AsInt64());
        Assert.Equal(2, result.Context["steps"]["flaky"]["try"].AsInt64());
    }

    [Fact]
    public async Task What_was_saved_is_there_for_the_next_attempt()
    {
        var result = await RunAsync(flow => flow.Step("create", async (StepContext step, CancellationToken ct) =>
        {
            _seen.Add($"{step.Params["id"].AsString()} {step.Common["last"].AsString()}");
            if (step.Params["id"].IsNullOrMissing)
            {
                (step.Params["id"], step.Common["last"]) = ("i-1", "create");
                await step.SaveAsync(ct);
                step.Params["id"] = "i-2";
                throw new InvalidOperationException("no answer");
            }
        }, o => o.Retry(1, Backoff.Fixed(TimeSpan.Zero))));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal([" ", "i-1 create"], _seen);
        Assert.Equal("i-1", result.Context["steps"]["create"]["id"].AsString());
    }

    [Fact]
    public async Task What_was_saved_is_seen_by_others_while_the_step_runs()
    {
        var saved = new TaskCompletionSource();
        var seen = new TaskCompletionSource();
        await using var engine = Engine(flow => flow.Step("slow", async (StepContext step, CancellationToken _) =>
        {
            step.Common["part"] = "one";
            await step.SaveAsync(CancellationToken.None);
            saved.SetResult();
            await seen.Task;
        }));
        var execution = await engine.StartAsync("ops:test");
        await saved.Task;

        var view = await engine.GetAsync(execution.Id);

        Assert.Equal(FlowTaskStatus.Running, view!.Tasks["slow"].Status);
        Assert.Equal("one", view.Context["common"]["part"].AsString());
        seen.SetResult();
        Assert.Equal(ExecutionStatus.Succeed, (await execution.Completion).Status);
    }

    [Fact]
    public async Task An_attempt_that_is_over_saves_nothing()
    {
        StepContext? first = null;
        FlowException? refused = null;
        var result = await RunAsync(flow => flow.Step("twice", async (StepContext step, CancellationToken ct) =>
        {
            if (first is null)
            {
                first = step;
                throw new InvalidOperationException("again");
            }

            first.Common["late"] = 1;
            refused = await Assert.ThrowsAsync<FlowException>(async () => await first.SaveAsync(ct));
        }, o => o.Retry(1, Backoff.Fixed(TimeSpan.Zero))));

        Assert.Equal(FlowErrorCodes.AttemptOver, refused!.Code);
        Assert.True(result.Context["common"]["late"].IsMissing);
    }

    [Fact]
    public async Task A_save_of_nothing_asks_nobody() => Assert.Equal(
        ExecutionStatus.Succeed, (await RunAsync(flow => flow.Step("a", async (StepContext step, CancellationToken ct) => await step.SaveAsync(ct)))).Status);

    [Fact]
    public async Task A_loop_gives_each_branch_its_item_and_a_copy_of_the_common_parameters()
    {
        var result = await RunAsync(
            flow => flow
                .Step("before", Do(step => (step.Common["size"], step.Params["zone"]) = (2, "z1")))
                .ForEach(
                    "nodes",
                    "$.context.common.nodes",
                    "node",
                    body => body.Step(
                        "label",
                        Do(step => (step.Common["done"], step.Params["label"]) = (step.Params["node"], step.Params["text"])),
                        o => o.Param("text", "${node} of $size$ in ${steps.before.zone}")),
                    loop => loop with
                    {
                        OutputMappings = [new() { Source = FlowValue.From("$.output.sub_context[*].steps.label.label"), Target = "$.context.labels" }],
                    })
                .Step("after", Do(step => _seen.Add(step.Common["done"].AsString() ?? "nothing"))),
            """{ "common": { "nodes": ["n1", "n2"] } }""");

        Assert.Equal(FlowValue.Parse("""["n1 of 2 in z1", "n2 of 2 in z1"]"""), result.Context["labels"]);
        Assert.Equal(["nothing"], _seen);
    }

    [Fact]
    public async Task A_step_without_its_code_fails_and_is_not_tried_again()
    {
        await using var engine = new FlowEngineBuilder()
            .AddFlow("ops:other", flow => flow.Step("known", Do(_ => { })))
            .AddFlow(FlowBuilder.Describe("ops:test", flow => flow.Step("lost", Do(_ => { }), o => o.Retry(3))))
            .Build();

        var result = await engine.RunAsync("ops:test");

        Assert.Equal(FlowErrorCodes.UnknownStep, result.Failure!.Code);
        Assert.Equal(1, (await engine.GetAsync(result.ExecutionId))!.Tasks["lost"].Attempts);
    }

    [Fact]
    public async Task The_yaml_of_a_flow_runs_with_the_code_of_the_flow()
    {
        await using var engine = Engine(flow => flow.Step("add", Do(step => step.Common["sum"] = step.Params["x"]), o => o.Param("x", "v${a}")));
        var text = FlowYaml.Write(FlowBuilder.Describe("ops:test", flow => flow.Step("add", Do(_ => { }), o => o.Param("x", "w${a}"))));
        engine.Flows.Add(FlowYaml.Load(text));

        var result = await engine.RunAsync("ops:test", FlowValue.Parse("""{ "common": { "a": 3 } }"""));

        Assert.Equal("w3", result.Context["common"]["sum"].AsString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_completion_is_told_of_the_end_with_its_final_status(bool isSuccess)
    {
        var told = new TaskCompletionSource<(bool, ExecutionStatus, FlowValue)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = new FlowEngineBuilder()
            .AddCompletion("notify", (success, execution, _) =>
            {
                told.TrySetResult((success, execution.Status, execution.Context["common"]["a"]));
                return Task.CompletedTask;
            })
            .AddFlow("ops:test", flow => flow
                .Step("a", Do(step => step.Common["a"] = isSuccess ? 1 : throw new InvalidOperationException("no")))
                .OnCompleted("notify"))
            .Build();

        await engine.RunAsync("ops:test");

        Assert.Equal(isSuccess ? (true, ExecutionStatus.Succeed, 1) : (false, ExecutionStatus.Failed, default(FlowValue)), await told.Task);
    }

    private static Func<StepContext, CancellationToken, Task> Do(Action<StepContext> run) => (step, _) =>
    {
        run(step);
        return Task.CompletedTask;
    };

    private static FlowEngine Engine(Action<FlowBuilder> build) => new FlowEngineBuilder().AddFlow("ops:test", build).Build();

    private static async Task<FlowResult> RunAsync(Action<FlowBuilder> build, string input = """{ "common": { "a": 3 } }""")
    {
        await using var engine = Engine(build);
        return await engine.RunAsync("ops:test", FlowValue.Parse(input));
    }

    /// <summary>Steps that all have begun before one goes on.</summary>
    private sealed class Meeting(int count)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _missing = count;

        public Func<StepContext, CancellationToken, Task> Then(Action<StepContext> run) => async (step, _) =>
        {
            if (Interlocked.Decrement(ref _missing) == 0)
            {
                _all.SetResult();
            }

            await _all.Task;
            run(step);
        };
    }
}
