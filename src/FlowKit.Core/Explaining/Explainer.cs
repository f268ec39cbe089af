using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Explaining;

/// <summary>Tells what a plan is and what a start of it would do. Everything is asked of the plan; nothing is decided here.</summary>
internal sealed class Explainer
{
    private readonly FlowPlan _plan;
    private readonly StartPlan _start;
    private readonly IReadOnlyList<string>? _targets;
    private readonly bool[]? _needed;
    private readonly string?[]? _reasons;

    /// <summary>By group, why none of it runs; null when it may.</summary>
    private readonly string?[] _closed;

    private readonly GroupOwner?[] _owners;

    private Explainer(FlowPlan plan, StartPlan start, IReadOnlyList<string>? targets, bool force)
    {
        _plan = plan;
        _start = start;
        _targets = targets;
        _closed = new string?[plan.Groups.Length];
        _owners = GroupOwner.Of(plan);
        _needed = targets is not null && plan.Passes.HasFlag(PlanPasses.Targets) ? start.Needed(targets, force) : null;
        _reasons = _needed is null ? null : NeedReasons.Of(plan, targets!, _needed);
    }

    /// <param name="plan">The flow.</param>
    /// <param name="input">The submitted context; missing when there is none yet.</param>
    /// <param name="targets">What the start asks for; null for everything.</param>
    /// <param name="force">With targets: no task runs only because it writes.</param>
    /// <exception cref="FlowRefusedException">A start would be refused.</exception>
    public static FlowExplanation Of(FlowPlan plan, FlowValue input, IReadOnlyList<string>? targets, bool force)
    {
        if (!input.IsMissing)
        {
            new InputCheck(plan.Descriptor, plan.DefaultContext).Check(input, new());
        }

        TargetCheck.RefuseUnknown(plan, targets);
        var start = StartPlan.Of(plan, input.IsMissing ? input : InitialContext.Of(plan, input).Snapshot(), new());
        var explainer = new Explainer(plan, start, targets, force);
        return new(
            plan.Name,
            !input.IsMissing,
            targets,
            Array.ConvertAll(plan.Groups, explainer.Group),
            [.. plan.Notes.Concat(start.Notes(targets, force)).Select(note => new PassNote(note.Pass, note.Task, note.Text))]);
    }

    private GroupExplanation Group(GroupPlan group)
    {
        var owner = _owners[group.Index];
        var flows = Array.ConvertAll(group.Tasks, TaskDataFlow.Of);
        var waits = WaitReasons.Of(group, flows);
        var stages = Stages(group);
        return new(
            owner?.Task.Name,
            owner?.Branch,
            owner?.Condition,
            [.. group.Tasks.OrderBy(node => stages[node.Index]).Select(node => Task(group, node, stages[node.Index], flows[node.Index], [.. waits[node.Index]]))],
            [.. _plan.Chains.Where(chain => chain.Group == group.Index).Select(chain => Array.ConvertAll(chain.Tasks, index => group.Tasks[index].Name))]);
    }

    private TaskExplanation Task(GroupPlan group, TaskNode node, int stage, TaskDataFlow flow, WaitExplanation[] waits)
    {
        var (fate, why) = Fate(group, node);
        Close(node, fate);
        return new(
            node.Name,
            node.Category,
            stage,
            TaskWords.Of(node),
            waits,
            [.. flow.Reads.Select(place => place.ToString())],
            [.. flow.Writes.Select(place => place.ToString())],
            TaskConditions.Of(node, condition => _start.Holds(node, condition)),
            fate,
            why);
    }

    private (TaskFate Fate, string? Why) Fate(GroupPlan group, TaskNode node)
    {
        if (_closed[group.Index] is { } closed)
        {
            return (TaskFate.Skipped, closed);
        }

        if (group.Index == 0 && _needed?[node.Index] == false)
        {
            return (TaskFate.Pruned, "no target needs it");
        }

        var traits = _plan.Traits[group.Index];
        return traits[node.Index].HasFlag(TaskTraits.NeverBegins) ? (TaskFate.Skipped, "every task before it says skip")
            : group.Index == 0 && _start.NeverBegins(node) ? (TaskFate.Skipped, "with this input every task before it says skip")
            : node.DegradeCurrent ? (TaskFate.Skipped, "it is degraded")
            : CullPass.IsCulled(node, traits) && !IsTarget(group, node) ? (TaskFate.Skipped, "it feeds only tasks that are skipped")
            : (TaskFate.Runs, group.Index == 0 ? _reasons?[node.Index] : null);
    }

    private bool IsTarget(GroupPlan group, TaskNode node) => group.Index == 0 && _targets?.Contains(node.Name) == true;

    // What is inside a task that does not run does not run; the inner groups come behind this one.
    private void Close(TaskNode node, TaskFate fate)
    {
        var groups = node switch
        {
            ForeachNode loop => [loop.Group],
            ChoiceNode choice => choice.Groups,
            _ => [],
        };
        for (var i = 0; i < groups.Length; i++)
        {
            _closed[groups[i].Index] = fate != TaskFate.Runs ? $"{node.Name} does not run"
                : node is ChoiceNode choice && _start.Holds(choice, choice.Conditions[i]) == false ? "the condition of its branch does not hold"
                : null;
        }
    }

    private static int[] Stages(GroupPlan group)
    {
        var stages = new int[group.Tasks.Length];
        foreach (var index in group.Order())
        {
            stages[index] = 1 + group.Tasks[index].Predecessors.Select(before => stages[before]).DefaultIfEmpty(0).Max();
        }

        return stages;
    }
}
