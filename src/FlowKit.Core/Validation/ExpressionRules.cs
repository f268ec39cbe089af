using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Expressions: the only rules that know their compiler.</summary>
internal static class ExpressionRules
{
    public static void Check(Located<string>? expression, string field, FlowCheck check)
    {
        if (expression is { } written && string.IsNullOrWhiteSpace(written.Value))
        {
            check.Findings.Error(FlowErrorCodes.InvalidExpression, written.Place, $"'{field}' is empty");
        }
    }
}
