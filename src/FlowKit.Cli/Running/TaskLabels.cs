namespace FlowKit.Cli.Running;

/// <summary>What tasks are called on the screen: those of sub-flows go by their flow too. Not safe to use from several threads at once.</summary>
internal sealed class TaskLabels
{
    private string? _execution;

    public string Of(TaskProgress progress)
    {
        // Whoever is heard of first belongs to the execution that was started: a child begins with a call of its parent.
        _execution ??= progress.ExecutionId;
        return progress.ExecutionId == _execution ? progress.Task : $"{progress.Flow}/{progress.Task}";
    }
}
