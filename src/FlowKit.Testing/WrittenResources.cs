using FlowKit.Descriptors;
using FlowKit.Dispatching;

namespace FlowKit.Testing;

/// <summary>The resource names flows write for their tasks: a stub may name one although the dispatch tells where it led to.</summary>
internal sealed class WrittenResources
{
    private readonly Dictionary<(string Flow, string Task), List<string>> _names = [];

    public void Add(FlowDescriptor flow)
    {
        foreach (var task in flow.Tasks.SelectMany(TaskTree.All).OfType<FunctionTask>())
        {
            var key = (flow.Name, task.Name.Value);
            (_names.TryGetValue(key, out var names) ? names : _names[key] = []).AddRange(NamesOf(task));
        }
    }

    public IEnumerable<string> Of(DispatchRequest request) => _names.TryGetValue((request.Flow, request.TaskName), out var names) ? names : [];

    /// <summary>The resource names a task writes, in a field of its own or inline.</summary>
    public static IEnumerable<string> NamesOf(FunctionTask task) =>
        new[] { task.ResourceName?.Value, task.Resource["resourceName"].AsString() }.OfType<string>();
}
