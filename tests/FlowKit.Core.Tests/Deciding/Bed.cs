using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>One execution of one flow written in YAML, in virtual time.</summary>
internal sealed class Bed
{
    private readonly FlowTestBed _bed;
    private readonly string _flow;
    private string _id = string.Empty;

    public Bed(string tasks)
    {
        var flow = FlowYaml.Load($"workspace: rules\ndagName: one\ntasks:\n{tasks}");
        _bed = new FlowTestBed(flow);
        _flow = flow.Name;
    }

    public ScriptedDispatcher Stubs => _bed.Stubs;

    public IEnumerable<string> Calls => _bed.Calls.Select(call => call.Request.Task);

    /// <summary>How long after the first one each call of a task went out, in seconds.</summary>
    public IEnumerable<double> CallTimes(string task) =>
        _bed.Calls.Where(call => call.Request.Task == task).Select(call => (call.Time - VirtualTime.DefaultStart).TotalSeconds);

    public async Task StartAsync(string input = "{}") => _id = (await _bed.StartAsync(_flow, FlowValue.Parse(input))).Id;

    public Task PassAsync(double seconds) => _bed.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    public Task RestartAsync() => _bed.RestartAsync();

    public Task PauseAsync() => _bed.CallAsync(engine => engine.PauseAsync(_id));

    public Task ResumeAsync() => _bed.CallAsync(engine => engine.ResumeAsync(_id));

    public Task CancelAsync() => _bed.CallAsync(engine => engine.CancelAsync(_id));

    public Task CompleteAsync(bool success, string? reason = null) => _bed.CallAsync(engine => engine.CompleteAsync(_id, success, reason));

    public Task DegradeAsync(string task, bool self = false, bool followers = false) =>
        _bed.CallAsync(engine => engine.DegradeAsync(_id, task, self, followers));

    public Task SkipAsync(string task) => _bed.CallAsync(engine => engine.SkipAsync(_id, task));

    public Task RepeatAsync(string task) => _bed.CallAsync(engine => engine.RepeatAsync(_id, task));

    public IEnumerable<string> Keys => _bed.Calls.Select(call => call.Request.IdempotencyKey);

    public IEnumerable<string> NoticeCodes => _bed.Notices.Select(notice => notice.Code);

    public Task PatchAsync(string patch) => _bed.CallAsync(engine => engine.UpdateContextAsync(_id, FlowValue.Parse(patch)));

    public Task RetryAsync() => _bed.CallAsync(engine => engine.RetryFromFailedAsync(_id));

    public Task<CallbackAnswer> CallbackAsync(string task, CallbackStatus status, string? output = null, int? attempt = null) =>
        _bed.CallAsync(engine => engine.CompleteTaskAsync(
            _id, new(task, status, output is null ? default : FlowValue.Parse(output), attempt)));

    public Task OperateAsync(Func<IFlowEngine, string, ValueTask> operation) => _bed.CallAsync(engine => operation(engine, _id));

    public async Task<ExecutionHistory> HistoryAsync() => (await _bed.CallAsync(engine => engine.GetHistoryAsync(_id)))!;

    public Task<ExecutionView> ViewAsync() => _bed.GetAsync(_id);

    public async Task<FlowTaskStatus> StatusOfAsync(string task) => (await ViewAsync()).Tasks[task].Status;
}
