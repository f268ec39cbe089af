using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>
/// One scenario: a flow, its input, how the outside world answers, what happens after the start, and what must come of it.
/// <see cref="ScenarioFile"/> reads it, <see cref="ScenarioRunner"/> runs it.
/// </summary>
public sealed class Scenario
{
    internal Scenario()
    {
    }

    /// <summary>The file it was read from, as its reader named it.</summary>
    public required string File { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it begins.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>What is wrong with the scenario itself: it cannot be run, and counts as failed. Empty for a good one.</summary>
    public IReadOnlyList<Diagnostic> Faults { get; init; } = [];

    internal FlowReading Flow { get; init; } = new(null, []);

    /// <summary>The flows that sub-flow calls reach.</summary>
    internal IReadOnlyList<FlowReading> OtherFlows { get; init; } = [];

    /// <summary>The flow of the scenario behind those it may call.</summary>
    internal IEnumerable<FlowReading> AllFlows => OtherFlows.Append(Flow);

    internal FlowValue Input { get; init; }

    internal ScenarioStart Start { get; init; } = new(null, Force: false);

    internal IReadOnlyList<ScenarioStub> Stubs { get; init; } = [];

    internal IReadOnlyList<ScenarioStep> Steps { get; init; } = [];

    internal Expectation Expected { get; init; } = new();

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
