using FlowKit.Descriptors;
using FlowKit.Errors;

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
            use.AddReads((task.Task as ScriptTask)?.Expression, task, isOutput: false, check);
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
        if (SourceRules.PathOf(mapping) is { } source && check.Paths.ShapeOf(source) is { } sourceShape)
        {
            AddReads(sourceShape is { Root: PathShape.Context, Key: { } read } ? [read, .. sourceShape.KeysInFilters] : sourceShape.KeysInFilters, task, isOutput, mapping.Source.Place);
        }

        AddReads(mapping.Transform, task, isOutput, check);
        if (mapping.Target is not { } target || check.Paths.ShapeOf(target.Value) is not { Root: PathShape.Context } shape)
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

    private void AddReads(Located<string>? expression, ListedTask task, bool isOutput, FlowCheck check)
    {
        // A flow built in code may hold a text that is null.
        if (expression is { Value: not null } written && check.KeysInExpressions.TryGetValue(written.Value, out var keys))
        {
            AddReads(keys, task, isOutput, written.Place);
        }
    }

    private void AddReads(IReadOnlyList<string> keys, ListedTask task, bool isOutput, SourcePlace place)
    {
        foreach (var key in keys)
        {
            Reads.Add(new(task, key, isOutput, place));
        }
    }
}
