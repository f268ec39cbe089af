using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Mappings, wherever they stand. Common ones are looked at once for what they are, and once per way they are used.</summary>
internal sealed class MappingRules(FlowCheck check)
{
    /// <summary>How many mappings a flow may have with every reference written out.</summary>
    private const int MaxExpanded = 200_000;

    private readonly HashSet<(string Name, MappingKind Kind)> _used = [];
    private readonly SourceRules _sources = new(check);
    private int _expanded;

    /// <summary>The references write out to more mappings than a flow may have; nobody looks at all of them any more.</summary>
    public bool TooMany => _expanded > MaxExpanded;

    public void Check(IReadOnlyList<MappingDescriptor> mappings, MappingKind kind, ListedTask? task)
    {
        for (var i = 0; i < mappings.Count; i++)
        {
            var mapping = mappings[i];
            if (mapping.Reference is { } reference)
            {
                CheckReference(mapping, reference, kind, task);
            }
            else
            {
                CheckShape(mapping);
                CheckUse(mapping, kind, task);
            }
        }
    }

    /// <summary>What is wrong with common mappings whoever uses them.</summary>
    public void CheckCommon()
    {
        foreach (var mapping in check.Flow.CommonMapping.Values.SelectMany(list => list))
        {
            if (mapping.Reference is { } reference)
            {
                check.Findings.Error(
                    FlowErrorCodes.ReferenceInCommon,
                    reference.Place,
                    "a common mapping cannot refer to another one",
                    "write its mappings here");
                continue;
            }

            CheckShape(mapping);
        }
    }

    private void CheckReference(MappingDescriptor mapping, Located<string> reference, MappingKind kind, ListedTask? task)
    {
        var name = reference.Value ?? string.Empty;
        if (mapping.Target is not null || mapping.Transform is not null || !mapping.Source.Value.IsMissing || !mapping.Value.IsMissing)
        {
            check.Findings.Warning(
                FlowErrorCodes.ReferenceNotAlone,
                reference.Place,
                "beside 'reference' the other fields of a mapping count nothing",
                "take them out");
        }

        if (!check.Flow.CommonMapping.TryGetValue(name, out var common))
        {
            check.Findings.Error(
                FlowErrorCodes.ReferenceUnknown,
                reference.Place,
                $"'commonMapping' has no '{Spelling.Short(name)}'",
                check.Spelling.Hint(name, check.Flow.CommonMapping.Keys));
            return;
        }

        if (_expanded <= MaxExpanded && (_expanded += common.Count) > MaxExpanded)
        {
            check.Findings.Error(
                FlowErrorCodes.TooManyMappings,
                reference.Place,
                $"with its references written out the flow has more than {MaxExpanded} mappings");
        }

        if (TooMany)
        {
            return;
        }

        var isFirst = _used.Add((name, kind));
        foreach (var one in common)
        {
            if (one.Reference is not null)
            {
                continue;
            }

            if (isFirst)
            {
                CheckUse(one, kind, task);
            }
            else
            {
                _sources.AddEdge(one, task);
            }
        }
    }

    private void CheckShape(MappingDescriptor mapping)
    {
        if (!mapping.Source.Value.IsMissing && !mapping.Value.IsMissing)
        {
            check.Findings.Error(
                FlowErrorCodes.SourceAndValue,
                mapping.Source.Place,
                "a mapping has a 'source' or a 'value', not both",
                "take one of them out");
        }
        else if (mapping.Source.Value.IsMissing && mapping.Value.IsMissing && mapping.Transform is null)
        {
            check.Findings.Warning(
                FlowErrorCodes.NothingToWrite,
                mapping.Place,
                "this mapping writes nothing: it has no source",
                "to write a null, write 'value: null'");
        }

        if (mapping.Target is null)
        {
            check.Missing(mapping.Place, "the mapping", "target");
        }

        ExpressionRules.Check(mapping.Transform, "transform", ExpressionRules.OfMapping, check);
        if (SourceRules.PathOf(mapping) is { } path)
        {
            check.Paths.Check(path, mapping.Source.Place);
        }
    }

    private void CheckUse(MappingDescriptor mapping, MappingKind kind, ListedTask? task)
    {
        if (mapping.Target is { } target && kind != MappingKind.Result)
        {
            CheckTarget(target, kind);
        }

        _sources.Check(mapping, kind, task);
    }

    private void CheckTarget(Located<string> target, MappingKind kind)
    {
        if (check.Paths.CheckTarget(target.Value, target.Place) is not { } shape)
        {
            return;
        }

        var isInput = kind == MappingKind.Input;
        var fits = shape.Root == "context" || (shape.Root == "input" && isInput);
        if (!fits)
        {
            check.Findings.Error(
                FlowErrorCodes.TargetElsewhere,
                target.Place,
                isInput ? "an input mapping writes into $.input or $.context only" : "an output mapping writes into $.context only",
                isInput ? "begin the target with $.input." : "begin the target with $.context.");
        }
        else if (shape.IsRoot)
        {
            check.Findings.Error(
                FlowErrorCodes.TargetIsRoot,
                target.Place,
                $"a target names something in $.{shape.Root}, not $.{shape.Root} itself",
                $"add a name: $.{shape.Root}.name");
        }
    }
}
