using FlowKit.Storing;

namespace FlowKit.Testing.Scenarios;

/// <summary>What scenarios run on.</summary>
public sealed record ScenarioRunnerOptions
{
    /// <summary>Makes the store of a scenario, going by its clock; null for a new in-memory store each.</summary>
    public Func<TimeProvider, IStateStore>? NewStore { get; init; }

    /// <summary>
    /// Bounds and addresses of the engine; callback addresses begin with <c>http://flows.example</c> by default, where nobody listens.
    /// </summary>
    public FlowEngineOptions Engine { get; init; } = new() { ServerUrl = new("http://flows.example") };

    /// <summary>Where ids, jitter and <c>rand()</c> begin; 1 by default.</summary>
    public int Seed { get; init; } = FlowTestBedOptions.DefaultSeed;

    /// <summary>
    /// The engine crashes before each step and before the comparison, as <c>restart: true</c> would have it, unless a call is open
    /// that the new engine would repeat. False by default. Nothing may come out differently.
    /// </summary>
    public bool CrashBeforeEachStep { get; init; }
}
