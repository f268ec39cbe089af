using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Reading;

/// <summary>Makes the regular expressions that stand in a text, and no more than a text may have: each holds memory as long as the text is kept.</summary>
internal sealed class PatternMaker
{
    public int Count { get; private set; }

    /// <exception cref="ExpressionSyntaxException">The pattern cannot be used, or is one too many.</exception>
    public PatternValue Make(string source, int position)
    {
        if (++Count > ExpressionLimits.MaxPatterns)
        {
            throw new ExpressionSyntaxException(
                FlowErrorCodes.ExpressionTooLarge, position, $"the expression has more than {ExpressionLimits.MaxPatterns} regular expressions");
        }

        return PatternValue.TryCreate(source, out var pattern, out var problem)
            ? pattern
            : throw new ExpressionSyntaxException(FlowErrorCodes.ExpressionPattern, position, problem);
    }
}
