using FlowKit.Executions;
using FlowKit.Steps;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Steps;

/// <summary>Retries, limits and delays of steps, in virtual time.</summary>
public sealed class StepTimeTests
{
    private readonly List<double> _times = [];

    public static TheoryData<string, Backoff?, double[]> Backoffs => new()
    {
        { "default", null, [0, 1, 3, 6, 11, 19] },
        { "Fibonacci", Backoff.Fibonacci, [0, 1, 3, 6, 11, 19] },
        { "Fibonacci, capped", Backoff.Fibonacci.Cap(TimeSpan.FromSeconds(3)), [0, 1, 3, 6, 9, 12] },
        { "fixed", Backoff.Fixed(TimeSpan.FromSeconds(2)), [0, 2, 4, 6, 8, 10] },
        { "exponential", Backoff.Exponential(TimeSpan.FromMilliseconds(500)), [0, 0.5, 1.5, 3.5, 7.5, 15.5] },
        { "exponential by three, capped", Backoff.Exponential(TimeSpan.FromSeconds(1), 3).Cap(TimeSpan.FromSeconds(5)), [0, 1, 4, 9, 14, 19] },
        { "explicit", Backoff.Explicit(TimeSpan.FromSeconds(4), TimeSpan.Zero, TimeSpan.FromSeconds(1)), [0, 4, 4, 5, 6, 7] },
        { "explicit, capped", Backoff.Explicit(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)).Cap(TimeSpan.FromSeconds(2)), [0, 2, 3, 4, 5, 6] },
    };

    [Theory]
    [MemberData(nameof(Backoffs), DisableDiscoveryEnumeration = true)]
    public async Task A_retry_waits_as_its_backoff_says(string name, Backoff? backoff, double[] times)
    {
        var (result, _) = await RunAsync(o => o.Retry(5, backoff), _ => throw new InvalidOperationException(name));

        Assert.Equal(ExecutionStatus.Failed, result.Status);
        Assert.Equal(times, _times);
    }

    [Fact]
    public async Task Jitter_takes_a_part_off_each_wait()
    {
        await RunAsync(o => o.Retry(20, Backoff.Fixed(TimeSpan.FromSeconds(10)).Jitter(0.5)), _ => throw new InvalidOperationException("no"));

        var waits = _times.Zip(_times.Skip(1), (one, next) => next - one).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait, 5, 10));
        Assert.True(waits.Distinct().Count() > 10);
    }

    [Fact]
    public async Task Retries_come_before_skipping()
    {
        var (result, bed) = await RunAsync(o => o.Retry(2).SkipOnFailed(), _ => throw new InvalidOperationException("no"));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal([0, 1, 3], _times);
        Assert.Equal(FlowTaskStatus.Skipped, (await bed.GetAsync(result.ExecutionId)).Tasks["one"].Status);
        Assert.Equal(true, result.Context["common"]["next"].AsBoolean());
    }

    [Fact]
    public async Task A_step_begins_when_its_delay_is_over()
    {
        await RunAsync(o => o.Delay(TimeSpan.FromMinutes(1.5)), _ => { });
        Assert.Equal([90], _times);
    }

    [Fact]
    public async Task A_step_begins_not_before_its_time()
    {
        await RunAsync(o => o.NotBefore(VirtualTime.DefaultStart.AddHours(2)), _ => { });
        Assert.Equal([7200], _times);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cancelled_and_tried_again()
    {
        var tokens = new List<CancellationToken>();
        var bed = Bed(flow => flow.Step("slow", (StepContext step, CancellationToken ct) =>
        {
            tokens.Add(ct);
            return step.Attempt == 1 ? new TaskCompletionSource().Task : Task.CompletedTask;
        }, o => o.Retry(1, Backoff.Fixed(TimeSpan.FromSeconds(5))).Timeout(TimeSpan.FromSeconds(30))));

        var result = await bed.RunAsync("ops:test");

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(35, bed.Time.Elapsed.TotalSeconds);
        Assert.True(tokens[0].IsCancellationRequested);
    }

    [Fact]
    public async Task The_whole_has_a_limit()
    {
        var bed = Bed(flow => flow
            .Step("slow", (StepContext _, CancellationToken _) => new TaskCompletionSource().Task)
            .MaxExecutionSeconds(12));

        Assert.Equal(ExecutionStatus.Timeout, (await bed.RunAsync("ops:test")).Status);
        Assert.Equal(12, bed.Time.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task After_a_crash_the_attempt_goes_out_again_with_its_key_and_what_was_saved()
    {
        var attempts = new List<string>();
        var bed = Bed(flow => flow.Step("create", async (StepContext step, CancellationToken ct) =>
        {
            attempts.Add($"{step.IdempotencyKey[(step.ExecutionId.Length + 1)..]} {step.Params["id"].AsString()}");
            if (step.Params["id"].IsNullOrMissing)
            {
                step.Params["id"] = "i-1";
                await step.SaveAsync(ct);
                await new TaskCompletionSource().Task;
            }
        }));
        var execution = await bed.StartAsync("ops:test");

        await bed.RestartAsync();

        var view = await bed.GetAsync(execution.Id);
        Assert.Equal(ExecutionStatus.Succeed, view.Status);
        Assert.Equal(["create_1 ", "create_1 i-1"], attempts);
    }

    private static FlowTestBed Bed(Action<FlowBuilder> build) => new(new FlowTestBedOptions { Configure = builder => builder.AddFlow("ops:test", build) });

    private async Task<(FlowResult Result, FlowTestBed Bed)> RunAsync(Action<StepOptions> options, Action<StepContext> run)
    {
        FlowTestBed bed = null!;
        bed = Bed(flow => flow
            .Step(
                "one",
                (StepContext step, CancellationToken _) =>
                {
                    _times.Add(bed.Time.Elapsed.TotalSeconds);
                    run(step);
                    return Task.CompletedTask;
                },
                options)
            .Step("next", (StepContext step, CancellationToken _) =>
            {
                step.Common["next"] = true;
                return Task.CompletedTask;
            }));
        return (await bed.RunAsync("ops:test"), bed);
    }
}
