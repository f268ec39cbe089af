namespace FlowKit.Testing.Scenarios;

/// <summary>What came of a scenario.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Differences">What is not as expected; empty when the scenario passed.</param>
public sealed record ScenarioResult(string File, string Name, IReadOnlyList<ScenarioDifference> Differences)
{
    /// <summary>Everything is as expected.</summary>
    public bool Passed => Differences.Count == 0;

    /// <summary><c>ok NAME</c>, or <c>FAILED NAME: what differed</c>, in one line.</summary>
    public override string ToString() => Passed ? $"ok {Name}" : $"FAILED {Name}: {string.Join("; ", Differences)}";
}
