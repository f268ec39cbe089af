using FlowKit.Planning;

namespace FlowKit.Core.Tests.Planning;

/// <summary>Plans for tests.</summary>
internal static class Plans
{
    /// <summary>The plan of a flow of these tasks; what follows an unindented line is the flow's own.</summary>
    public static FlowPlan Of(string tasks) => Planner.Plan(FlowYaml.Load($"workspace: test\ndagName: planned\ntasks:\n{tasks}"), "1");

    public static TaskNode Task(this FlowPlan plan, string name) =>
        plan.Groups.Select(group => group.Find(name)).First(node => node is not null)!;
}
