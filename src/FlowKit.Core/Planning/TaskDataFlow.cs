using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>
/// What one task reads from and writes into the context of its group, told from its mappings alone. It may read and write less, never
/// anything else. The tasks of a loop or choice have a context of their own: what they do is no part of what the loop does.
/// </summary>
/// <param name="Reads">Each place once, in the order of the mappings.</param>
/// <param name="Writes">Each place once, in the order of the mappings.</param>
internal sealed record TaskDataFlow(IReadOnlyList<ContextPath> Reads, IReadOnlyList<ContextPath> Writes)
{
    private const string Context = "context";

    public static TaskDataFlow Of(TaskNode node)
    {
        var mappings = node.InputMappings.Concat(node.OutputMappings).ToArray();
        var reads = mappings.SelectMany(ReadBy);
        if (node is ScriptNode script)
        {
            reads = reads.Concat(ReadBy(script.Expression));
        }

        return new([.. reads.Distinct()], [.. mappings.Where(one => !one.Target.IsInput).Select(WrittenBy).Distinct()]);
    }

    /// <summary>What a mapping reads of the context.</summary>
    public static IEnumerable<ContextPath> ReadBy(MappingPlan mapping) => ReadBy(mapping.Source).Concat(ReadBy(mapping.Expression));

    /// <summary>What a source reads of the context. Keys that belong to the engine are no data.</summary>
    public static IEnumerable<ContextPath> ReadBy(MappingSource source) =>
        source is MappingSource.Path path ? path.Value.Reads().Select(InContext).OfType<ContextPath>() : [];

    private static IEnumerable<ContextPath> ReadBy(Expression? expression) =>
        expression?.ContextReads.Select(names => new ContextPath(Array.ConvertAll(names, name => (PathSegment)name))) ?? [];

    private static ContextPath WrittenBy(MappingPlan mapping) => new(mapping.Target.Prefix);

    // A path that begins with no name looks at all documents.
    private static ContextPath? InContext(PathSegment[] prefix) => prefix switch
    {
        [{ Name: Context }, .. var below] => new(below),
        [] => ContextPath.Whole,
        _ => null,
    };
}
