using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Reading;

namespace FlowKit.Expressions.Nodes;

/// <summary><c>text =~ /pattern/</c>: whether the whole text matches. Sets the groups the expression reads.</summary>
internal sealed class MatchNode(ExpressionNode left, ExpressionNode right, int position) : ExpressionNode(position, left, right)
{
    private ExpressionNode _left = left;
    private ExpressionNode _right = right;
    private (int Number, VariableNode Variable)[] _groups = [];

    public override ExpressionNode Bind(Binder binder)
    {
        (_left, _right) = (_left.Bind(binder), _right.Bind(binder));
        _groups = [.. binder.Groups.Select(number => (number, binder.Node(binder.Scope.Find($"${number}")!, Position)))];
        return this;
    }

    public override Operand Evaluate(ref Evaluation e)
    {
        var left = _left.Evaluate(ref e);
        var right = e.Stopped ? default : _right.Evaluate(ref e);
        if (e.Stopped)
        {
            return default;
        }

        var pattern = left.AsPattern ?? right.AsPattern;
        var text = left.AsPattern is null ? left : right;
        if (pattern is null || (text.AsText is null && !text.IsNil))
        {
            return e.Fail(
                FlowErrorCodes.ExpressionType,
                Position,
                $"'=~' takes a text and a pattern, not {left.Description} and {right.Description}");
        }

        return Operand.Of(!text.IsNil && Matches(ref e, pattern, text.AsText!));
    }

    private bool Matches(ref Evaluation e, PatternValue pattern, string text)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var matches = _groups.Length == 0 ? pattern.Whole.IsMatch(text) : SetGroups(ref e, pattern.Whole.Match(text));
            e.SpendText(text.Length);
            e.SpendPatternTime(Stopwatch.GetElapsedTime(started));
            return matches;
        }
        catch (RegexMatchTimeoutException)
        {
            return e.FailPatternTime();
        }
        finally
        {
            e.PlaceFault(Position);
        }
    }

    private bool SetGroups(ref Evaluation e, Match match)
    {
        foreach (var (number, variable) in match.Success ? _groups : [])
        {
            var group = match.Groups[number];
            e.Allocate(group.Length);
            variable.Assign(ref e, group.Success ? Operand.Of(group.Value) : default);
        }

        return match.Success;
    }
}
