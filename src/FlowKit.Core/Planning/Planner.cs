using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>Turns a flow that validation has accepted into its plan. Linear in the size of the flow.</summary>
internal sealed class Planner
{
    private readonly FlowDescriptor _flow;
    private readonly MappingCompiler _compiler;
    private readonly List<GroupPlan> _groups = [];

    private Planner(FlowDescriptor flow)
    {
        _flow = flow;
        _compiler = new(flow);
    }

    public static FlowPlan Plan(FlowDescriptor flow, string version)
    {
        var planner = new Planner(flow);
        planner.Group(flow.Tasks);
        return new()
        {
            Name = flow.Name,
            Alias = flow.Alias,
            Version = version,
            Descriptor = flow,
            Groups = [.. planner._groups],
            DefaultContext = DefaultContext(flow.DefaultContext),
            Timeout = MappingCompiler.Number(flow.TimeoutInSeconds?.Value ?? default),
            Output = flow.Output is null
                ? null
                : [.. flow.Output.Select(one => (one.Target!.Value.Value, MappingCompiler.Source(one.Source.Value)))],
        };
    }

    private static FlowValue DefaultContext(FlowValue written) => FlowValue.Object(
        written.Members.Select(one => KeyValuePair.Create(one.Key, one.Value.AsString() is { } text ? ConstantText.Read(text) : one.Value)));

    private GroupPlan Group(IReadOnlyList<TaskDescriptor> tasks)
    {
        // The place is taken first, so that groups are numbered as they stand in the document.
        var index = _groups.Count;
        _groups.Add(null!);
        var edges = GroupEdges.Of(tasks);
        var nodes = new TaskNode[tasks.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Node(tasks[i], i, edges);
        }

        return _groups[index] = new(index, nodes);
    }

    private TaskNode Node(TaskDescriptor task, int index, GroupEdges edges)
    {
        var address = task is FunctionTask function ? FunctionAddress.Resolve(function, _flow.Resources) : null;
        var parts = new NodeParts(
            index,
            edges.Successors[index],
            edges.Predecessors[index],
            [.. _compiler.Mappings(address?.InputMappings ?? []), .. _compiler.Mappings(task.InputMappings)],
            _compiler.Mappings(task.OutputMappings),
            Merge(address?.Parameters ?? FlowValue.EmptyObject, task.Parameters));
        return task switch
        {
            FunctionTask call => new FunctionNode(call, address!, parts),
            PassTask pass => new PassNode(pass, parts),
            ReturnTask back => new ReturnNode(back, parts),
            SwitchTask route => new SwitchNode(route, parts, edges),
            SuspenseTask wait => new SuspenseNode(wait, parts),
            ChoiceTask choice => new ChoiceNode(choice, parts, [.. choice.Choices!.Select(branch => Group(branch.Tasks))]),
            ForeachTask loop => new ForeachNode(loop, parts, Group(loop.Tasks)),
            _ => throw new InvalidOperationException($"A task of category {task.Category} was planned that validation had to refuse."),
        };
    }

    /// <summary>The members of both; those of the second win.</summary>
    private static FlowValue Merge(FlowValue first, FlowValue second) =>
        first.Count == 0 ? second : second.Count == 0 ? first : FlowValue.Object(first.Members.Concat(second.Members));
}
