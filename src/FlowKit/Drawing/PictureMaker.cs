using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Executions;
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

    private PictureMaker(ExecutionView? view) => _states = view is null ? null : DrawnState.Of(view);

    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static DrawnFlow Make(FlowDescriptor flow, ExecutionView? view)
    {
        // The bounds of the engine that runs the flow may be wider than the defaults.
        var limits = new FlowLimits { DescriptorBytes = int.MaxValue, Tasks = int.MaxValue, Nesting = int.MaxValue };
        var diagnostics = FlowValidator.Validate(flow, new() { Limits = limits });
        if (diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error))
        {
            throw new FlowRefusedException(diagnostics);
        }

        var plan = Planner.Plan(flow, string.Empty);
        var title = view is null ? flow.Name : $"{flow.Name}: {view.Status.ToText()}";
        return new(title, new PictureMaker(view).Group(plan.Root, caption: null), view is not null);
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
        _states is null ? null : _states.GetValueOrDefault(node.Name) ?? DrawnState.None);

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
