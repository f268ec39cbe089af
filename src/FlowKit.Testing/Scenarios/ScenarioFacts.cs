using FlowKit.Executions;

namespace FlowKit.Testing.Scenarios;

/// <summary>What came of a scenario's execution: its view, its dispatches, its news.</summary>
internal sealed class ScenarioFacts
{
    private readonly HashSet<string> _taskNames;
    private readonly DateTimeOffset _start;

    /// <summary>The facts of a scenario whose execution was started at that time; a restart by hand changes nothing about it.</summary>
    public ScenarioFacts(Scenario scenario, ExecutionView view, FlowTestBed bed, DateTimeOffset start)
    {
        View = view;
        _start = start;
        _taskNames = [.. scenario.Flow.Flow!.Tasks.SelectMany(TaskTree.All).Select(task => task.Name.Value)];

        // The call that tells of the end is no task's.
        Calls = [.. bed.Calls.Where(call => call.Request.ExecutionId == view.ExecutionId && _taskNames.Contains(call.Request.TaskName))];
        News = [.. bed.News.Where(news => news.ExecutionId == view.ExecutionId)];
    }

    public ExecutionView View { get; }

    /// <summary>The dispatches of this execution, those of its children not.</summary>
    public IReadOnlyList<RecordedCall> Calls { get; }

    public IReadOnlyList<FlowEvent> News { get; }

    public IEnumerable<RecordedCall> CallsOf(string instance) => Calls.Where(call => call.Request.Task == instance);

    public TimeSpan SinceStart(RecordedCall call) => call.Time - _start;

    /// <summary>The status of an instance. One whose branch has not begun is not in the view, and NOT_STARTED.</summary>
    public string StatusOf(string instance)
    {
        if (View.Tasks.TryGetValue(instance, out var task))
        {
            return task.Status.ToText();
        }

        return _taskNames.Contains(instance[(instance.LastIndexOf('-') + 1)..])
            ? FlowTaskStatus.NotStarted.ToText()
            : "no such task";
    }
}
