using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Expressions;

namespace FlowKit.Validation;

/// <summary>Expressions: the only rules that know their compiler.</summary>
internal static class ExpressionRules
{
    /// <summary>What a transform sees.</summary>
    public static readonly string[] OfMapping = ["source", "context", "input", "output"];

    /// <summary>What a script sees.</summary>
    public static readonly string[] OfScript = ["input", "context"];

    /// <summary>What a cache key sees.</summary>
    public static readonly string[] OfKey = ["input"];

    /// <summary>What a calculation of progress sees.</summary>
    public static readonly string[] OfProgress = ["params", "taskRunningTimeInMillis"];

    /// <param name="expression">The expression; null for none.</param>
    /// <param name="field">The field it stands in.</param>
    /// <param name="roots">The names that have a value where it runs.</param>
    /// <param name="check">The validation.</param>
    public static void Check(Located<string>? expression, string field, string[] roots, FlowCheck check)
    {
        if (expression is not { } written || check.Findings.IsFull || check.Patterns.IsSpent)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(written.Value))
        {
            check.Findings.Error(FlowErrorCodes.InvalidExpression, written.Place, $"'{field}' is empty", "write an expression, or take it out");
        }
        else if (!Expression.TryCompile(written.Value, out var compiled, out var fault))
        {
            check.Findings.Error(
                FlowErrorCodes.InvalidExpression,
                written.Place,
                $"{Place(fault.Line, fault.Column)}: {fault.Message}");
        }
        else
        {
            check.Patterns.Spend(compiled.Patterns);
            CheckNames(compiled, written.Place, roots, check);
            check.KeysInExpressions[written.Value] = [.. compiled.ContextReads.Where(names => names.Length > 0).Select(names => names[0])];
        }
    }

    private static void CheckNames(Expression compiled, SourcePlace place, string[] roots, FlowCheck check)
    {
        foreach (var name in compiled.FreeVariables)
        {
            if (!roots.Contains(name.Name))
            {
                check.Findings.Warning(
                    FlowErrorCodes.NameWithoutValue,
                    place,
                    $"{Place(name.Line, name.Column)}: nothing gives '{Spelling.Short(name.Name)}' a value here",
                    check.Spelling.Hint(name.Name, roots) ?? $"an expression sees {string.Join(", ", roots)} here");
            }
        }
    }

    private static string Place(int line, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"at line {line}, column {column} of this expression");
}
