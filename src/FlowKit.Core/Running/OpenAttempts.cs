using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>
/// The attempts of one execution that are out, one for each task instance; the object of an instance is another one when the execution was read
/// anew. Most executions have one out at a time: a table is made for the second.
/// </summary>
internal sealed class OpenAttempts
{
    private AttemptRun? _one;
    private Dictionary<(int Scope, int Task), AttemptRun>? _others;

    public int Count => (_one is null ? 0 : 1) + (_others?.Count ?? 0);

    public IEnumerable<AttemptRun> All => [.. _one is null ? [] : (AttemptRun[])[_one], .. _others?.Values.AsEnumerable() ?? []];

    public AttemptRun? Find(TaskState task) => _one is not null && Key(_one.Task) == Key(task) ? _one : _others?.GetValueOrDefault(Key(task));

    /// <summary>Takes the place of one of the same task instance.</summary>
    public void Set(AttemptRun run)
    {
        if (_one is null ? _others?.ContainsKey(Key(run.Task)) != true : Key(_one.Task) == Key(run.Task))
        {
            _one = run;
        }
        else
        {
            (_others ??= [])[Key(run.Task)] = run;
        }
    }

    public void Remove(AttemptRun run)
    {
        if (_one == run)
        {
            _one = null;
        }
        else
        {
            _others?.Remove(Key(run.Task));
        }
    }

    public void Clear()
    {
        _one = null;
        _others?.Clear();
    }

    private static (int Scope, int Task) Key(TaskState task) => (task.Scope.Id, task.Index);
}
