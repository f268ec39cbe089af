using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>The logical part of a filter: what a value is tested for. A closed set.</summary>
internal abstract class PathFilter
{
    private PathFilter()
    {
    }

    public abstract bool Holds(FlowValue current, ref PathScope scope);

    public sealed class Any(PathFilter[] parts) : PathFilter
    {
        public override bool Holds(FlowValue current, ref PathScope scope)
        {
            foreach (var part in parts)
            {
                if (part.Holds(current, ref scope))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public sealed class All(PathFilter[] parts) : PathFilter
    {
        public override bool Holds(FlowValue current, ref PathScope scope)
        {
            foreach (var part in parts)
            {
                if (!part.Holds(current, ref scope))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public sealed class Not(PathFilter part) : PathFilter
    {
        public override bool Holds(FlowValue current, ref PathScope scope) => !part.Holds(current, ref scope);
    }

    /// <summary>Whether a query finds anything.</summary>
    public sealed class Exists(PathOperand.Query query) : PathFilter
    {
        public override bool Holds(FlowValue current, ref PathScope scope) => query.Exists(current, ref scope);
    }

    /// <summary>Two values and an operator. In the flow dialect a missing value is null.</summary>
    public sealed class Comparison(PathOperator op, PathOperand left, PathOperand right, bool missingIsNull) : PathFilter
    {
        public override bool Holds(FlowValue current, ref PathScope scope)
        {
            var l = left.Evaluate(current, ref scope);
            var r = right.Evaluate(current, ref scope);
            return missingIsNull
                ? PathComparison.Holds(op, l.IsMissing ? FlowValue.Null : l, r.IsMissing ? FlowValue.Null : r, ref scope)
                : PathComparison.Holds(op, l, r, ref scope);
        }
    }

    /// <summary>A text and a regular expression: <c>match</c> and <c>search</c>; <c>=~</c> reads numbers and booleans as text too.</summary>
    public sealed class Match(PathOperand subject, PathPattern pattern, bool readsScalars) : PathFilter
    {
        public override bool Holds(FlowValue current, ref PathScope scope)
        {
            var value = subject.Evaluate(current, ref scope);
            var text = readsScalars && value.Kind is FlowValueKind.Number or FlowValueKind.Boolean ? value.ToJson() : value.AsString();
            return text is not null && pattern.IsMatch(text, current, ref scope);
        }
    }
}
