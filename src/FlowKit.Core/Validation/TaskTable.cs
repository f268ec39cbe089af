using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Every task of a flow, branches included, in the order of the document; and the groups they form.</summary>
internal sealed class TaskTable
{
    private readonly Dictionary<string, ListedTask> _byName;
    private readonly Findings _findings;
    private readonly int _maxNesting;

    public TaskTable(FlowDescriptor flow, FlowLimits limits, Findings findings)
    {
        _byName = new(flow.Tasks.Count, StringComparer.Ordinal);
        _findings = findings;
        _maxNesting = limits.Nesting;
        Add(flow.Tasks, owner: null, nesting: 0);
        findings.Task = null;
    }

    public List<ListedTask> All { get; } = [];

    public List<TaskGroup> Groups { get; } = [];

    /// <summary>The task of that name; of several the first. Null when there is none.</summary>
    public ListedTask? Find(string name) => _byName.GetValueOrDefault(name);

    private void Add(IReadOnlyList<TaskDescriptor> tasks, ListedTask? owner, int nesting)
    {
        var group = new TaskGroup(owner);
        Groups.Add(group);
        foreach (var task in tasks)
        {
            var listed = new ListedTask(task, group, group.Tasks.Count);
            group.Tasks.Add(listed);
            All.Add(listed);
            AddName(listed);
            switch (task)
            {
                case ForeachTask loop:
                    AddInner(loop.Tasks, listed, nesting);
                    break;
                case ChoiceTask choice:
                    foreach (var branch in choice.Choices ?? [])
                    {
                        AddInner(branch.Tasks, listed, nesting);
                    }

                    break;
            }
        }
    }

    private void AddInner(IReadOnlyList<TaskDescriptor> tasks, ListedTask owner, int nesting)
    {
        if (nesting < _maxNesting)
        {
            Add(tasks, owner, nesting + 1);
        }
        else if (tasks.Count > 0)
        {
            _findings.Task = owner.Name;
            _findings.Error(
                FlowErrorCodes.NestingTooDeep,
                tasks[0].Place,
                $"the tasks of '{owner.Name}' stand in more than {_maxNesting} loops and choices",
                "move the inner tasks into a flow of their own and call it with rillflow://");
        }
    }

    private void AddName(ListedTask task)
    {
        if (task.Name is { Length: > 0 } name && !_byName.TryAdd(name, task))
        {
            var first = _byName[name].Task.Name.Place;
            _findings.Task = name;
            _findings.Error(
                FlowErrorCodes.DuplicateName,
                task.Task.Name.Place,
                first.Line > 0 ? $"another task, in line {first.Line}, is named '{name}' too" : $"two tasks are named '{name}'",
                "names are unique in the whole flow, branches included");
        }
    }
}
