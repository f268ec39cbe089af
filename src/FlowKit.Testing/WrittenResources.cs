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
            if (task.ResourceName is { } name)
            {
                var key = (flow.Name, task.Name.Value);
                (_names.TryGetValue(key, out var names) ? names : _names[key] = []).Add(name.Value);
            }
        }
    }

    public IEnumerable<string> Of(DispatchRequest request) => _names.TryGetValue((request.Flow, request.TaskName), out var names) ? names : [];
}
