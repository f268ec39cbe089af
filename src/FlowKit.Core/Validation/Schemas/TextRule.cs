using System.Buffers;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary><c>minLength</c>, <c>maxLength</c> and <c>pattern</c>; lengths count code points, a pattern is found anywhere.</summary>
internal sealed class TextRule : SchemaRule
{
    private static readonly SearchValues<char> LowSurrogates = SearchValues.Create([.. Enumerable.Range(0xDC00, 0x400).Select(c => (char)c)]);

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public PatternValue? Pattern { get; init; }

    public override bool Meets(FlowValue value, PathTrail? at, SchemaRun run)
    {
        if (value.AsString() is not { } text)
        {
            return true;
        }

        run.Charge(1 + (text.Length >> 4));
        var length = MinLength is null && MaxLength is null ? 0 : CodePoints(text);
        return (MinLength is not { } least || length >= least || run.Fault(at, $"has {length} characters; expected are at least {least}")) &
            (MaxLength is not { } most || length <= most || run.Fault(at, $"has {length} characters; expected are at most {most}")) &
            (Pattern is null || run.Finds(Pattern, text) || run.Fault(at, $"does not match the pattern {Spelling.Short(Pattern.Source)}"));
    }

    // A text of a flow holds surrogates in pairs only.
    private static int CodePoints(string text) => text.Length - text.AsSpan().CountAny(LowSurrogates);
}
