using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>Turns a flow that validation has accepted into its plan. Linear in the size of the flow.</summary>
internal sealed class Planner
{
    private readonly FlowDescriptor _flow;
    private readonly List<GroupPlan> _groups = [];
    private readonly PathTable _paths = new();
    private readonly AddressBook _addresses;

    private Planner(FlowDescriptor flow, ResourceCatalog? resources)
    {
        _flow = flow;
        _addresses = new(new ResourceDocument(flow), resources);
    }

    /// <param name="flow">A flow without errors.</param>
    /// <param name="version">What its executions remember it by.</param>
    /// <param name="resources">What <c>resourceRef://</c> leads to; null when that is not known and the plan is not to be run.</param>
    /// <param name="number">Its place in the order flows were added.</param>
    /// <param name="isForeign">Somebody else may have written it.</param>
    /// <param name="passes">What the optimiser may do.</param>
    public static FlowPlan Plan(
        FlowDescriptor flow,
        string version,
        ResourceCatalog? resources = null,
        int number = 0,
        bool isForeign = false,
        PlanPasses passes = PlanPasses.All)
    {
        var planner = new Planner(flow, resources);
        var references = OutputReferences.Of(flow.Tasks, flow, isTopLevel: true);
        planner.Group(flow.Tasks, references);
        var compiler = new MappingCompiler(flow, references, planner._paths);
        var groups = planner._groups.ToArray();
        var traits = Optimizer.Run(groups, passes);
        return new()
        {
            Name = flow.Name,
            Alias = flow.Alias,
            Version = version,
            Number = number,
            IsForeign = isForeign,
            Descriptor = flow,
            Documents = resources ?? ResourceCatalog.Empty,
            Groups = groups,
            Passes = passes,
            Traits = traits,
            Fuses = Array.Exists(traits, group => Array.Exists(group, task => task.HasFlag(TaskTraits.Fusable))),
            DefaultContext = DefaultContext(flow.DefaultContext),
            Callback = flow.Callback is null ? null : new CallbackNode(flow.Callback, compiler, planner._addresses),
            Timeout = NumberPlan.Of(flow.TimeoutInSeconds?.Value ?? default),
            Output = flow.Output is null
                ? null
                : [.. flow.Output.Select(one => Output(one, compiler, references, planner._groups[0]))],
        };
    }

    private static OutputNode Output(MappingDescriptor written, MappingCompiler compiler, OutputReferences references, GroupPlan top)
    {
        var value = compiler.Output(written);
        var tasks = written.Source.Value.AsString() is { } text && PathText.IsPath(text) ? Writers(JsonPath.Parse(text), references, top) : [];
        var read = value.Expression?.ContextReads.SelectMany(names => Writers(names is [var key, ..] ? key : null, top)) ?? [];
        return new(written.Target!.Value.Value, value, [.. tasks.Union(read)]);
    }

    // The task a path refers to, or else every task that writes the key of the context the path reads.
    private static IEnumerable<int> Writers(JsonPath path, OutputReferences references, GroupPlan top) =>
        references.TaskOf(path) is >= 0 and var task
            ? [task]
            : Writers(path.DefinitePrefix() is [_, { Name: { } key }, ..] ? key : null, top);

    /// <summary>The tasks that may write a key of the context; any key for null.</summary>
    private static IEnumerable<int> Writers(string? key, GroupPlan top) => top.Tasks
        .Where(task => task.InputMappings.Concat(task.OutputMappings).Any(mapping => mapping.Target.MayWrite(key)))
        .Select(task => task.Index);

    private static FlowValue DefaultContext(FlowValue written) => FlowValue.Object(
        written.Members.Select(one => KeyValuePair.Create(one.Key, one.Value.AsString() is { } text ? ConstantText.Read(text) : one.Value)));

    private GroupPlan Group(IReadOnlyList<TaskDescriptor> tasks) => Group(tasks, OutputReferences.Of(tasks, _flow, isTopLevel: false));

    private GroupPlan Group(IReadOnlyList<TaskDescriptor> tasks, OutputReferences references)
    {
        // The place is taken first, so that groups are numbered as they stand in the document.
        var index = _groups.Count;
        _groups.Add(null!);
        var edges = GroupEdges.Of(tasks, _flow.InferEdges ? references.Edges : null);
        var compiler = new MappingCompiler(_flow, references, _paths);
        var nodes = new TaskNode[tasks.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Node(tasks[i], i, edges, compiler, references);
        }

        return _groups[index] = new(index, nodes);
    }

    private TaskNode Node(TaskDescriptor task, int index, GroupEdges edges, MappingCompiler compiler, OutputReferences references)
    {
        var address = task is FunctionTask function ? FunctionAddress.Resolve(function, _addresses) : null;
        var output = compiler.Mappings(task.OutputMappings);
        var parts = new NodeParts(
            index,
            edges.Successors[index],
            edges.Predecessors[index],
            Joined(compiler.Mappings(address?.InputMappings ?? []), compiler.Mappings(task.InputMappings)),
            Joined(output, references.KeepingMappings(index, output)),
            Merge(address?.Parameters ?? FlowValue.EmptyObject, task.Parameters));
        return task switch
        {
            FunctionTask call => new FunctionNode(call, call, address!, parts),
            ScriptTask { Run: not null } script => FunctionNode.OfScript(script, parts),
            ScriptTask script => new ScriptNode(script, parts),
            PassTask pass => new PassNode(pass, parts),
            ReturnTask back => new ReturnNode(back, parts),
            SwitchTask route => new SwitchNode(route, parts, edges),
            SuspenseTask wait => new SuspenseNode(wait, parts),
            ChoiceTask choice => new ChoiceNode(choice, parts, [.. choice.Choices!.Select(branch => Group(branch.Tasks))]),
            ForeachTask loop => new ForeachNode(loop, parts, Group(loop.Tasks)),
            _ => throw new InvalidOperationException($"A task of category {task.Category} was planned that validation had to refuse."),
        };
    }

    private static MappingPlan[] Joined(MappingPlan[] first, MappingPlan[] second) =>
        second.Length == 0 ? first : first.Length == 0 ? second : [.. first, .. second];

    /// <summary>The members of both; those of the second win.</summary>
    private static FlowValue Merge(FlowValue first, FlowValue second) =>
        first.Count == 0 ? second : second.Count == 0 ? first : FlowValue.Object(first.Members.Concat(second.Members));
}
