using System.Text.Json.Nodes;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>The top level or a branch, as the reference sees it.</summary>
internal sealed class Scope
{
    public Scope(IReadOnlyList<TaskModel> tasks, Instance? parent, int branch, JsonObject context)
    {
        Parent = parent;
        Branch = branch;
        Context = context;
        Tasks = [.. tasks.Select(task => new Instance(this, task))];
    }

    public Instance? Parent { get; }

    public int Branch { get; }

    public JsonObject Context { get; }

    public IReadOnlyList<Instance> Tasks { get; }

    public bool IsEnded { get; set; }

    /// <summary>A branch of a choice whose condition did not hold.</summary>
    public bool NotChosen { get; set; }

    public bool HasFailed => Tasks.Any(task => task.Status == FlowTaskStatus.Failed);

    public IEnumerable<Instance> PredecessorsOf(Instance task) => Tasks.Where(other => other.Model.Successors.Contains(task.Model.Name));

    public IEnumerable<Scope> WithInner() =>
        Tasks.SelectMany(task => task.Branches).OfType<Scope>().SelectMany(scope => scope.WithInner()).Prepend(this);
}
