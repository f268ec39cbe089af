using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary><c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c> and <c>$ref</c>: other schemas for the same value.</summary>
internal sealed class CombiningRule(string keyword, IReadOnlyList<SchemaNode> schemas) : SchemaRule
{
    public override IReadOnlyList<SchemaNode> InPlace => schemas;

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run) => keyword switch
    {
        "anyOf" => Any(value, run) || run.Fault(at, $"meets none of the {schemas.Count} schemas of which one is expected (anyOf)"),
        "oneOf" => schemas.Count(schema => run.MeetsQuietly(schema, value)) is var count && (count == 1 ||
            run.Fault(at, $"meets {count} of the {schemas.Count} schemas of which exactly one is expected (oneOf)")),
        "not" => !Any(value, run) || run.Fault(at, "meets a schema that it must not (not)"),
        _ => All(value, at, run),
    };

    private bool Any(FlowValue value, SchemaRun run)
    {
        foreach (var schema in schemas)
        {
            if (run.MeetsQuietly(schema, value))
            {
                return true;
            }
        }

        return false;
    }

    private bool All(FlowValue value, PathTrail? at, SchemaRun run)
    {
        var meets = true;
        foreach (var schema in schemas)
        {
            meets &= run.Meets(schema, value, at);
        }

        return meets;
    }
}
