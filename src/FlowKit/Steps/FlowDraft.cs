using FlowKit.Descriptors;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Steps;

/// <summary>A flow that is being built: its description, and the code that its steps are.</summary>
internal sealed class FlowDraft
{
    public FlowDraft(string name)
    {
        var parts = name.Split(':');
        if (parts.Length != 2)
        {
            throw new ArgumentException($"A flow is named workspace:dagName, not '{name}'.", nameof(name));
        }

        Flow = new() { Workspace = parts[0], DagName = parts[1] };
    }

    public FlowDescriptor Flow { get; set; }

    /// <summary>The tasks of the top level.</summary>
    public List<TaskDescriptor> Tasks { get; } = [];

    public List<StepDraft> Steps { get; } = [];

    /// <summary>What a container needs to know to make the classes among them.</summary>
    public List<Action<IServiceCollection>> Services { get; } = [];

    public FlowDescriptor ToDescriptor()
    {
        // Which other steps a text refers to is known when all of them are. That a name stands twice is told with all faults of the flow.
        var steps = Steps.DistinctBy(step => step.Name, StringComparer.Ordinal).ToDictionary(step => step.Name, StringComparer.Ordinal);
        return Flow with { Tasks = Completed(Tasks, steps) };
    }

    private static IReadOnlyList<TaskDescriptor> Completed(IReadOnlyList<TaskDescriptor> tasks, Dictionary<string, StepDraft> steps) => [.. tasks.Select(
        task => task switch
        {
            ForeachTask loop => loop with { Tasks = Completed(loop.Tasks, steps) },
            FunctionTask function when steps.TryGetValue(task.Name.Value, out var step) =>
                function with { InputMappings = [.. StepMappings.Into(step, steps), .. function.InputMappings] },
            _ => task,
        })];
}
