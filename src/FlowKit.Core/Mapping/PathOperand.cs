using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What a filter compares or hands to a function: something that has a value, or none. A closed set.</summary>
internal abstract class PathOperand
{
    private PathOperand()
    {
    }

    public abstract FlowValue Evaluate(FlowValue current, ref PathScope scope);

    public sealed class Literal(FlowValue value) : PathOperand
    {
        public FlowValue Value { get; } = value;

        public override FlowValue Evaluate(FlowValue current, ref PathScope scope) => Value;
    }

    /// <summary>A query from the value under test (<c>@</c>) or from the root (<c>$</c>).</summary>
    public sealed class Query(PathQuery path, bool isAbsolute) : PathOperand
    {
        public PathQuery Path { get; } = path;

        public override FlowValue Evaluate(FlowValue current, ref PathScope scope)
        {
            scope.Charge(Path.Steps.Length);
            var start = Start(current, ref scope, out var step);
            return Path.Evaluate(start, step, ref scope);
        }

        public bool Exists(FlowValue current, ref PathScope scope)
        {
            scope.Charge(Path.Steps.Length);
            var start = Start(current, ref scope, out var step);
            return Path.Exists(start, step, ref scope);
        }

        public int Count(FlowValue current, ref PathScope scope)
        {
            scope.Charge(Path.Steps.Length);
            var start = Start(current, ref scope, out var step);
            return Path.Count(start, step, ref scope);
        }

        /// <summary>The only match; missing when there is none, or more than one.</summary>
        public FlowValue Only(FlowValue current, ref PathScope scope)
        {
            scope.Charge(Path.Steps.Length);
            var start = Start(current, ref scope, out var step);
            return Path.Find(start, step, keepsPlaces: false, ref scope) is [var only] ? only : default;
        }

        private FlowValue Start(FlowValue current, ref PathScope scope, out int step)
        {
            step = 0;
            return isAbsolute ? scope.Start(Path, out step) : current;
        }
    }

    /// <summary><c>length(value)</c>: RFC 9535, section 2.4.4.</summary>
    public sealed class LengthOf(PathOperand argument) : PathOperand
    {
        public override FlowValue Evaluate(FlowValue current, ref PathScope scope)
        {
            var value = argument.Evaluate(current, ref scope);
            scope.ChargeSize(value);
            return PathFunctions.Length(value);
        }
    }

    /// <summary><c>count(query)</c>: RFC 9535, section 2.4.5.</summary>
    public sealed class CountOf(Query argument) : PathOperand
    {
        public override FlowValue Evaluate(FlowValue current, ref PathScope scope) => argument.Count(current, ref scope);
    }

    /// <summary><c>value(query)</c>: the only match, or nothing (RFC 9535, section 2.4.8).</summary>
    public sealed class OnlyOf(Query argument) : PathOperand
    {
        public override FlowValue Evaluate(FlowValue current, ref PathScope scope) => argument.Only(current, ref scope);
    }
}
