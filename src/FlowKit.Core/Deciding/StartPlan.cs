using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// What a start knows before anything runs. The pass <c>conditions</c>: the conditions its input decides, and the tasks that never begin
/// because of them; they need nothing before them when there are targets.
/// </summary>
internal sealed class StartPlan
{
    private readonly FlowPlan _plan;
    private readonly Dictionary<TaskNode, FlowValue> _inputs;
    private readonly bool[]? _never;

    private StartPlan(FlowPlan plan, Dictionary<TaskNode, FlowValue> inputs)
    {
        _plan = plan;
        _inputs = inputs;
        _never = NeverBegin.Of(plan.Root, Holds);
    }

    /// <param name="plan">The flow.</param>
    /// <param name="context">The context at the start; missing when nobody knows it yet.</param>
    /// <param name="limits">Bounds of values.</param>
    public static StartPlan Of(FlowPlan plan, FlowValue context, RunLimits limits)
    {
        var inputs = new Dictionary<TaskNode, FlowValue>();

        // Nobody asks for chance or time: none of these mappings has a transform.
        var services = new ExpressionServices(new Random(0), TimeProvider.System);
        foreach (var task in plan.Passes.HasFlag(PlanPasses.Conditions) && !context.IsMissing ? plan.EarlyTasks : [])
        {
            var document = new LooseDocument(services, limits, context, FlowValue.EmptyObject, default);
            List<Executions.FlowFailure>? faults = null;
            if (MappingList.Run(task.InputMappings, document, ref faults) is null)
            {
                inputs.Add(task, document.Input);
            }
        }

        return new(plan, inputs);
    }

    /// <summary>For each task of the top level whether targets need it; null when one of them is unknown.</summary>
    public bool[]? Needed(IReadOnlyList<string> targets, bool force) => Pruning.Needed(_plan, targets, force, Writes, out _);

    /// <summary>The task of the top level never begins, because of what the start knows.</summary>
    public bool NeverBegins(TaskNode task) => _never?[task.Index] == true;

    /// <summary>What the input decides, and what targets spare, for people.</summary>
    public IReadOnlyList<PlanNote> Notes(IReadOnlyList<string>? targets, bool force)
    {
        var notes = new List<PlanNote>();
        foreach (var task in _plan.Root.Tasks)
        {
            if (_inputs.ContainsKey(task))
            {
                notes.Add(new(PlanPasses.Conditions, task.Name, Decided(task)));
            }

            if (NeverBegins(task) && !_plan.Traits[0][task.Index].HasFlag(TaskTraits.NeverBegins))
            {
                notes.Add(new(PlanPasses.Conditions, task.Name, "never begins with this input"));
            }
        }

        var needed = targets is null || !_plan.Passes.HasFlag(PlanPasses.Targets) ? null : Needed(targets, force);
        notes.AddRange(_plan.Root.Tasks.Where(task => needed?[task.Index] == false)
            .Select(task => new PlanNote(PlanPasses.Targets, task.Name, "is not run: no target needs it")));
        return notes;
    }

    /// <summary>Whether a condition of a task holds; null when that is only known when the task begins.</summary>
    public bool? Holds(TaskNode task, ConditionPlan condition) => _inputs.TryGetValue(task, out var input)
        ? condition.Holds(input)
        : _plan.Passes.HasFlag(PlanPasses.Unreachable) ? condition.Known : null;

    private bool Writes(TaskNode task) =>
        !NeverBegins(task) && (task is ChoiceNode choice ? choice.WritesWhere(condition => Holds(choice, condition) != false) : task.Writes);

    private string Decided(TaskNode task) => task switch
    {
        ReturnNode back when Array.TrueForAll(back.Conditions, condition => Holds(task, condition) == true) => "holds with this input: what follows only through it is skipped",
        ReturnNode => "does not hold with this input: the flow goes on",
        SwitchNode route => $"opens with this input: {Names(SwitchDecision.Open(route, _inputs[task]))}",
        ChoiceNode choice => $"runs with this input the branches: {Text(choice.Conditions.Index().Where(one => Holds(task, one.Item) == true).Select(one => $"{one.Index}"))}",
        _ => string.Empty,
    };

    private string Names(IEnumerable<int> tasks) => Text(tasks.Order().Select(index => _plan.Root.Tasks[index].Name));

    private static string Text(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "none";
}
