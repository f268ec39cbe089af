using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>Every read and write of a context by the tasks of one group, in an order they may run in.</summary>
internal sealed class ContextUse
{
    private readonly Dictionary<string, List<ContextWrite>> _writes = new(StringComparer.Ordinal);

    public List<ContextRead> Reads { get; } = [];

    /// <summary>A write whose name is only known when it happens.</summary>
    public bool WritesAnywhere { get; private set; }

    /// <summary>The names below <c>$.context</c> that are written.</summary>
    public IEnumerable<string> Keys => _writes.Keys;

    public IReadOnlyList<ContextWrite> WritesOf(string key) => _writes.GetValueOrDefault(key) ?? (IReadOnlyList<ContextWrite>)[];

    public static ContextUse Of(ListedTask[] order, FlowCheck check)
    {
        var use = new ContextUse();
        foreach (var task in order)
        {
            use.Add(task.Task.InputMappings, task, isOutput: false, check);
            use.Add(task.Task.OutputMappings, task, isOutput: true, check);
        }

        return use;
    }

    private void Add(IReadOnlyList<MappingDescriptor> mappings, ListedTask task, bool isOutput, FlowCheck check)
    {
        for (var i = 0; i < mappings.Count; i++)
        {
            var mapping = mappings[i];
            if (mapping.Reference is not { } reference)
            {
                Add(mapping, task, isOutput, check);
            }
            else if (check.Flow.CommonMapping.TryGetValue(reference.Value ?? string.Empty, out var common))
            {
                foreach (var one in common)
                {
                    Add(one, task, isOutput, check);
                }
            }
        }
    }

    private void Add(MappingDescriptor mapping, ListedTask task, bool isOutput, FlowCheck check)
    {
        if (SourceRules.PathOf(mapping) is { } source && check.Paths.ShapeOf(source) is { Root: "context", Key: { } read })
        {
            Reads.Add(new(task, read, isOutput, mapping.Source.Place));
        }

        if (mapping.Target is not { } target || check.Paths.ShapeOf(target.Value) is not { Root: "context" } shape)
        {
            return;
        }

        if (shape.Key is not { } key)
        {
            WritesAnywhere = true;
            return;
        }

        if (!_writes.TryGetValue(key, out var writes))
        {
            _writes.Add(key, writes = new(1));
        }

        writes.Add(new(task, shape.Trail, isOutput, target.Place));
    }
}
