using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Functions;

/// <summary>Conditions on items and the functions that make them: <c>filter(list, seq.gt(5))</c>.</summary>
internal static class PredicateFunctions
{
    public static readonly BuiltIn[] All =
    [
        new("seq.every", 2, 2, (ref e, arguments) => Operand.Of(!TryFind(ref e, arguments, wanted: false, out _))),
        new("seq.not_any", 2, 2, (ref e, arguments) => Operand.Of(!TryFind(ref e, arguments, wanted: true, out _))),
        new("seq.some", 2, 2, Some),
        Compare("seq.eq", ComparisonOperator.Equal),
        Compare("seq.neq", ComparisonOperator.NotEqual),
        Compare("seq.lt", ComparisonOperator.Less),
        Compare("seq.le", ComparisonOperator.LessOrEqual),
        Compare("seq.gt", ComparisonOperator.Greater),
        Compare("seq.ge", ComparisonOperator.GreaterOrEqual),
        new("seq.nil", 0, 0, (ref e, _) => Made("seq.nil", (ref _, items) => Operand.Of(items[0].IsNil))),
        new("seq.exists", 0, 0, (ref e, _) => Made("seq.exists", (ref _, items) => Operand.Of(!items[0].IsNil))),
        new("seq.true", 0, 0, (ref e, _) => Made("seq.true", (ref _, items) => Operand.Of(items[0].IsTrue))),
        new("seq.false", 0, 0, (ref e, _) => Made("seq.false", (ref _, items) => Operand.Of(items[0].IsBoolean && !items[0].IsTrue))),
        new("seq.and", 1, BuiltIn.Any, (ref e, arguments) => Combined(ref e, "seq.and", arguments, isAnd: true)),
        new("seq.or", 1, BuiltIn.Any, (ref e, arguments) => Combined(ref e, "seq.or", arguments, isAnd: false)),
    ];

    private static Operand Made(string name, BuiltInBody condition) => Operand.Of(new FunctionValue(new BuiltIn(name, 1, 1, condition)));

    private static BuiltIn Compare(string name, ComparisonOperator op) => new(name, 1, 1, (ref e, arguments) =>
    {
        var value = arguments[0];
        e.Allocate(16);
        return Made(name, (ref inner, items) => Operand.Of(ComparisonNode.Holds(ref inner, op, items[0], value, -1)));
    });

    private static Operand Combined(ref Evaluation e, string name, ReadOnlySpan<Operand> arguments, bool isAnd)
    {
        var conditions = new FunctionValue[arguments.Length];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = arguments.Function(i, ref e)!;
        }

        e.Allocate(16 + conditions.Length);
        return Made(name, (ref inner, items) =>
        {
            var holds = isAnd;
            for (var i = 0; i < conditions.Length && holds == isAnd && !inner.Stopped && inner.Spend(1); i++)
            {
                holds = conditions[i].Holds(ref inner, items[0]);
            }

            return Operand.Of(holds);
        });
    }

    /// <summary>The first item for which the condition holds; nil when there is none.</summary>
    private static Operand Some(ref Evaluation e, ReadOnlySpan<Operand> arguments) =>
        TryFind(ref e, arguments, wanted: true, out var found) ? found : default;

    private static bool TryFind(ref Evaluation e, ReadOnlySpan<Operand> arguments, bool wanted, out Operand found)
    {
        var (items, predicate) = (arguments.Items(0, ref e), arguments.Function(1, ref e));
        for (var i = 0; i < items.Count && !e.Stopped && e.Spend(1); i++)
        {
            found = items.Get(ref e, i);
            if (predicate!.Holds(ref e, found) == wanted && !e.Stopped)
            {
                return true;
            }
        }

        found = default;
        return false;
    }
}
