using FlowKit.Executions;
using FlowKit.Expressions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>A <c>script</c> task that is an expression: an object is its output, any other value <c>v</c> gives <c>{ data: v }</c>.</summary>
internal static class ScriptDecision
{
    public static void Start(Turn turn, TaskState task, ScriptNode node)
    {
        var input = new ExpressionInput(turn.Services) { Input = task.Input, Context = task.Scope.Context.Snapshot() };
        if (!node.Expression.TryEvaluate(input, out var value, out var fault))
        {
            TaskRules.Fail(turn, task, new(
                fault.Code, $"The expression fails at line {fault.Line}, column {fault.Column}: {fault.Message}", Retryable: false));
            return;
        }

        task.Output = value.Kind == FlowValueKind.Object ? value : FlowValue.Object(("data", value));
        turn.Touch(task, TaskParts.Output);
        TaskRules.Succeed(turn, task, node, task.Output);
    }
}
