namespace FlowKit.Testing.Scenarios;

/// <summary>The start options of a scenario.</summary>
/// <param name="Targets">Task names or output keys; null when the scenario names none.</param>
/// <param name="Force">Tasks with a <c>write</c> effect that no target needs are pruned too.</param>
internal sealed record ScenarioStart(IReadOnlyList<string>? Targets, bool Force)
{
    /// <summary>What the engine is told.</summary>
    public StartOptions ToOptions() => new() { Targets = Targets, Force = Force };
}
