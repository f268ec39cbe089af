using FlowKit.Descriptors;

namespace FlowKit.Validation;

/// <summary>What a context holds before the first task of a group begins.</summary>
internal static class ContextKeys
{
    private static readonly string[] Reserved = ["flow_execution_id", "flow_root_execution_id", "traceId"];

    /// <summary>The names, or null when nobody can tell: a flow that declares no parameters takes anything.</summary>
    public static HashSet<string>? Given(TaskGroup group, FlowCheck check) =>
        group.Owner is { } owner ? OfBranch(owner.Task, check) : OfFlow(check.Flow);

    private static HashSet<string>? OfFlow(FlowDescriptor flow)
    {
        var schema = flow.JsonSchema.Value;
        var properties = schema["properties"];
        if (flow.InputSchema.Count == 0 && properties.Count == 0)
        {
            return null;
        }

        var keys = new HashSet<string>(Reserved, StringComparer.Ordinal);
        keys.UnionWith(flow.InputSchema.Select(parameter => parameter.Name));
        keys.UnionWith(properties.Members.Select(member => member.Key));
        keys.UnionWith(schema["required"].Items.Select(item => item.AsString() ?? string.Empty));
        keys.UnionWith(flow.DefaultContext.Members.Select(member => member.Key));
        return keys;
    }

    /// <summary>A branch begins with the input of its loop or choice, without the collection, with item and index.</summary>
    private static HashSet<string>? OfBranch(TaskDescriptor owner, FlowCheck check)
    {
        var keys = new HashSet<string>(Reserved, StringComparer.Ordinal);
        keys.UnionWith(owner.Parameters.Members.Select(member => member.Key));
        if (!AddTargets(owner.InputMappings, keys, check))
        {
            return null;
        }

        if (owner is not ForeachTask { IterationMapping: { } iteration })
        {
            return keys;
        }

        if (check.Paths.ShapeOf(iteration.Collection?.Value) is { Key: { } collection } shape && shape.Trail == $"input.{collection}")
        {
            keys.Remove(collection);
        }

        keys.Add(iteration.Item?.Value ?? string.Empty);
        keys.Add(iteration.Index?.Value ?? string.Empty);
        return keys;
    }

    private static bool AddTargets(IReadOnlyList<MappingDescriptor> mappings, HashSet<string> keys, FlowCheck check)
    {
        foreach (var mapping in mappings)
        {
            if (mapping.Reference is { } reference)
            {
                // References do not refer on, so this goes one level deep.
                if (check.Flow.CommonMapping.TryGetValue(reference.Value ?? string.Empty, out var common) &&
                    !AddTargets([.. common.Where(one => one.Reference is null)], keys, check))
                {
                    return false;
                }
            }
            else if (check.Paths.ShapeOf(mapping.Target?.Value) is { Root: "input" } shape)
            {
                if (shape.Key is not { } key)
                {
                    return false;
                }

                keys.Add(key);
            }
        }

        return true;
    }
}
