using FlowKit.Callbacks;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Testing;

public sealed class ScriptedDispatcherTests
{
    private static readonly FlowValue Input = FlowValue.Object(("n", 1));

    private readonly VirtualTime _time = new();
    private readonly List<TaskCallback> _callbacks = [];
    private readonly ScriptedDispatcher _stubs;

    public ScriptedDispatcherTests() => _stubs = new ScriptedDispatcher(_time).CallBack((_, callback) =>
    {
        _callbacks.Add(callback);
        return new(CallbackAnswer.Accepted);
    });

    [Fact]
    public async Task A_stub_is_found_by_instance_then_name_then_resource_then_star()
    {
        _stubs.On("*", Text("star")).On("http://x/y", Text("resource")).On("work", Text("base")).On("loop_1-work", Text("instance"));

        Assert.Equal("instance", await OutputAsync(Request("loop_1-work")));
        Assert.Equal("base", await OutputAsync(Request("loop_0-work")));
        Assert.Equal("resource", await OutputAsync(Request("other")));
        Assert.Equal("star", await OutputAsync(Request("other", resource: "http://x/z")));
    }

    [Fact]
    public async Task A_list_is_used_one_a_call_and_its_last_answer_repeats()
    {
        _stubs.On("work", Text("a"), Text("b"));
        Assert.Equal("a", await OutputAsync(Request("loop_0-work")));
        Assert.Equal("b", await OutputAsync(Request("loop_1-work")));
        Assert.Equal("b", await OutputAsync(Request("work")));
    }

    [Fact]
    public async Task A_dispatch_without_a_stub_succeeds_with_an_empty_output() =>
        Assert.Equal(DispatchOutcome.Succeeded(FlowValue.EmptyObject), await DispatchAsync(Request("work")));

    [Fact]
    public async Task Echo_answers_with_the_input()
    {
        _stubs.On("work", StubAnswer.Echo);
        Assert.Equal(DispatchOutcome.Succeeded(Input), await DispatchAsync(Request("work")));
    }

    [Fact]
    public async Task An_error_is_a_failure_without_an_output()
    {
        _stubs.On("work", StubAnswer.Error("connection reset"), StubAnswer.Error("no", retryable: false));
        Assert.Equal(DispatchOutcome.Failed("connection reset"), await DispatchAsync(Request("work")));
        Assert.Equal(DispatchOutcome.Failed("no", retryable: false), await DispatchAsync(Request("work")));
    }

    [Fact]
    public async Task An_output_may_say_that_it_failed()
    {
        _stubs.On("work", StubAnswer.Output(Input, CallbackStatus.Failed));
        Assert.Equal(DispatchOutcome.FailedWith(Input), await DispatchAsync(Request("work")));
    }

    [Fact]
    public async Task A_late_answer_comes_at_its_time()
    {
        _stubs.On("work", Text("late").After(TimeSpan.FromSeconds(3)));
        var answer = DispatchAsync(Request("work"));
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(DispatchOutcome.Succeeded("late"), await answer);
    }

    [Fact]
    public async Task A_hanging_and_a_late_call_end_when_they_are_cancelled()
    {
        _stubs.On("hangs", StubAnswer.Hang).On("late", Text("x").After(TimeSpan.FromSeconds(3)));
        using var cancel = new CancellationTokenSource();
        var hanging = DispatchAsync(Request("hangs"), cancel.Token);
        var late = DispatchAsync(Request("late"), cancel.Token);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(hanging.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Null(_time.NextDue);
    }

    [Fact]
    public async Task A_plain_output_of_an_asynchronous_task_is_accepted_and_comes_as_its_callback_at_once()
    {
        _stubs.On("work", Text("done"));
        Assert.Same(DispatchOutcome.Accepted, await DispatchAsync(Request("work", TaskPattern.TaskAsync, attempt: 2)));
        Assert.Empty(_callbacks);
        _time.Advance(TimeSpan.Zero);
        Assert.Equal([new("work", CallbackStatus.Unspecified, "done", 2, 0)], _callbacks);
    }

    [Fact]
    public async Task An_asynchronous_task_without_a_stub_gets_an_empty_callback()
    {
        Assert.Same(DispatchOutcome.Accepted, await DispatchAsync(Request("work", TaskPattern.TaskScheduler)));
        _time.Advance(TimeSpan.Zero);
        Assert.Equal([new("work", CallbackStatus.Unspecified, FlowValue.EmptyObject, 1, 0)], _callbacks);
    }

    [Fact]
    public async Task An_accepted_dispatch_brings_the_callback_it_promises_and_no_other()
    {
        _stubs.On("work", StubAnswer.Accepted, StubAnswer.AcceptedThen(TimeSpan.FromSeconds(5), "x", CallbackStatus.Failed));
        Assert.Same(DispatchOutcome.Accepted, await DispatchAsync(Request("work", TaskPattern.TaskAsync)));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_callbacks);

        Assert.Same(DispatchOutcome.Accepted, await DispatchAsync(Request("work", TaskPattern.TaskSync)));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(_callbacks);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([new("work", CallbackStatus.Failed, "x", 1, 0)], _callbacks);
    }

    [Fact]
    public void A_stub_needs_an_answer() => Assert.Throws<ArgumentException>(() => _stubs.On("work"));

    [Fact]
    public async Task The_recorder_notes_every_dispatch_with_its_time()
    {
        var recorder = new RecordingDispatcher(_stubs, _time);
        await recorder.DispatchAsync(Request("a"), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        var before = recorder.Calls;
        await recorder.DispatchAsync(Request("b", attempt: 3), CancellationToken.None);

        Assert.Single(before);
        Assert.Equal(["a 1", "b 3"], recorder.Calls.Select(call => $"{call.Request.Task} {call.Request.Attempt}"));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1)], recorder.Calls.Select(call => call.Time - VirtualTime.DefaultStart));
    }

    private static StubAnswer Text(string text) => StubAnswer.Output(text);

    private static DispatchRequest Request(
        string task, TaskPattern pattern = TaskPattern.TaskSync, string resource = "http://x/y", int attempt = 1) => new()
        {
            ExecutionId = "e",
            Flow = "shop:order",
            Task = task,
            TaskName = task[(task.LastIndexOf('-') + 1)..],
            Attempt = attempt,
            Protocol = "http",
            Resource = resource,
            Pattern = pattern,
            Input = Input,
        };

    private Task<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken token = default) =>
        _stubs.DispatchAsync(request, token).AsTask();

    private async Task<string?> OutputAsync(DispatchRequest request) =>
        Assert.IsType<DispatchOutcome.Answered>(await DispatchAsync(request)).Output.AsString();
}
