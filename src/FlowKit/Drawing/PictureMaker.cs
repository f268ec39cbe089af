using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Explaining;
using FlowKit.Planning;
using FlowKit.Validation;

namespace FlowKit.Drawing;

/// <summary>Turns a flow, and where an execution of it stands, into what a picture shows.</summary>
internal sealed class PictureMaker
{
    private const string SubFlowProtocol = "rillflow";

    /// <summary>Of the conditions of several cases together.</summary>
    private const int MostCharacters = 56;

    private readonly Dictionary<string, DrawnState>? _states;

    private readonly DrawnState? _other;

    private PictureMaker(Dictionary<string, DrawnState>? states, DrawnState? other) => (_states, _other) = (states, other);

    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static DrawnFlow Make(FlowDescriptor flow, ExecutionView? view) => view is null
        ? Make(flow, flow.Name, new(null, null))
        : Make(flow, $"{flow.Name}: {view.Status.ToText()}", new(DrawnState.Of(view), DrawnState.None));

    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static DrawnFlow Make(FlowDescriptor flow, FlowExplanation explanation) => Make(
        flow,
        explanation.Targets is { } targets ? $"{flow.Name} for {string.Join(", ", targets)}" : flow.Name,
        new(DrawnState.Of(explanation), null));

    private static DrawnFlow Make(FlowDescriptor flow, string title, PictureMaker maker)
    {
        FlowValidator.RefuseErrors(flow);
        return new(title, maker.Group(Planner.Plan(flow, string.Empty).Root, caption: null));
    }

    private DrawnGroup Group(GroupPlan group, DrawnText? caption) =>
        new(caption, Array.ConvertAll(group.Tasks, Task), [.. FlowEdge.Of(group).Select(Edge)]);

    private DrawnTask Task(TaskNode node) => new(
        node.Name,
        TaskCaption.ShapeOf(node.Descriptor, node is FunctionNode { Protocol: SubFlowProtocol }),
        TaskCaption.Of(node.Descriptor),
        node switch
        {
            ForeachNode loop => [Group(loop.Group, caption: null)],
            ChoiceNode choice => [.. choice.Groups.Select((group, index) => Group(group, Condition(choice, index)))],
            _ => [],
        },
        _states?.GetValueOrDefault(node.Name) ?? _other);

    private static DrawnText Condition(ChoiceNode choice, int branch) =>
        ConditionText.Of(((ChoiceTask)choice.Descriptor).Choices![branch].Condition!.Value.Value);

    private static DrawnEdge Edge(FlowEdge edge) => new(
        edge.From,
        edge.To,
        edge.IsInferred,
        edge.Cases.Count == 0
            ? null
            : Joined([.. edge.Cases.Select(one => one.IsDefault ? new DrawnText("else", SwitchCase.Default) : ConditionText.Of(one.Condition!.Value.Value))]));

    private static DrawnText Joined(DrawnText[] cases) => cases.Length == 1
        ? cases[0]
        : new(
            ConditionText.Shortened(string.Join(" or ", cases.Select(text => text.Short)), MostCharacters),
            string.Join(" or ", cases.Select(text => text.Full)));
}
