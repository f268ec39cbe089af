using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>
/// <c>required</c>, <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>, <c>minProperties</c> and <c>maxProperties</c>.
/// </summary>
internal sealed class ObjectRule : SchemaRule
{
    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyDictionary<string, SchemaNode> Properties { get; init; } = new Dictionary<string, SchemaNode>();

    public IReadOnlyList<(PatternValue Pattern, SchemaNode Schema)> Patterns { get; init; } = [];

    /// <summary>For members that neither a name nor a pattern means; null for anything.</summary>
    public SchemaNode? Additional { get; init; }

    public int? MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run)
    {
        if (value.AsObjectNode is not { } node)
        {
            return true;
        }

        var meets = HasRequired(node, at, run) &
            (MinProperties is not { } least || node.Count >= least || run.Fault(at, $"has {node.Count} members; expected are at least {least}")) &
            (MaxProperties is not { } most || node.Count <= most || run.Fault(at, $"has {node.Count} members; expected are at most {most}"));
        for (var i = 0; i < node.Count && (meets || run.Tells); i++)
        {
            meets &= MeetsMember(node.NameAt(i), node.ValueAt(i), at, run);
        }

        return meets;
    }

    private bool HasRequired(ObjectNode node, PathTrail? at, SchemaRun run)
    {
        run.Charge(Required.Count);
        var has = true;
        foreach (var name in Required)
        {
            if (node.IndexOf(name) < 0)
            {
                has = run.Tells && run.Fault(at, $"has no member '{Spelling.Short(name)}', which is required");
            }
        }

        return has;
    }

    private bool MeetsMember(string name, FlowValue value, PathTrail? at, SchemaRun run)
    {
        run.Charge(1);
        var place = new PathTrail(at, name);
        var isMeant = Properties.TryGetValue(name, out var property);
        var meets = !isMeant || run.Meets(property!, value, place);
        foreach (var (pattern, schema) in Patterns)
        {
            if (run.Finds(pattern, name))
            {
                isMeant = true;
                meets &= run.Meets(schema, value, place);
            }
        }

        return isMeant || Additional is null ? meets
            : Additional.IsNever ? run.Fault(place, "is no member the schema knows")
            : run.Meets(Additional, value, place);
    }
}
