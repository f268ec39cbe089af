using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary><c>type</c>: one of these words.</summary>
internal sealed class TypeRule(IReadOnlyCollection<string> types) : SchemaRule
{
    public static readonly string[] Words = ["null", "boolean", "integer", "number", "string", "array", "object"];

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run)
    {
        var word = Word(value.Kind);
        return types.Contains(word) || (word == "number" && types.Contains("integer") && IsWhole(value, run)) ||
            (run.Tells && run.Fault(at, $"is of type {word}; expected is {string.Join(" or ", types)}"));
    }

    /// <summary>A number without a fraction, <c>1.0</c> among them.</summary>
    private static bool IsWhole(FlowValue value, SchemaRun run)
    {
        if (value.IsLong)
        {
            return true;
        }

        run.Charge(value.AsExactNumber?.Text.Length ?? 1);
        return ExactDecimal.Of(value).Exponent >= 0;
    }

    private static string Word(FlowValueKind kind) => kind switch
    {
        FlowValueKind.Boolean => "boolean",
        FlowValueKind.Number => "number",
        FlowValueKind.String => "string",
        FlowValueKind.Array => "array",
        FlowValueKind.Object => "object",
        _ => "null",
    };
}
