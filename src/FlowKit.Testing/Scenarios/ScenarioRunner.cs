namespace FlowKit.Testing.Scenarios;

/// <summary>Runs scenarios, each on an engine of its own in virtual time. Safe to use from many threads.</summary>
public sealed class ScenarioRunner
{
    private readonly ScenarioRunnerOptions _options;

    /// <summary>A runner.</summary>
    /// <param name="options">What the scenarios run on; null for the defaults.</param>
    public ScenarioRunner(ScenarioRunnerOptions? options = null) => _options = options ?? new();

    /// <summary>Runs the scenarios of a file one after the other.</summary>
    public async Task<IReadOnlyList<ScenarioResult>> RunAsync(ScenarioFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var results = new List<ScenarioResult>(file.Scenarios.Count);
        foreach (var scenario in file.Scenarios)
        {
            results.Add(await RunAsync(scenario, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>Runs a scenario. Never throws for what happens in it: that is a difference.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var differences = new List<ScenarioDifference>();
        if (scenario.Faults.Count > 0)
        {
            differences.AddRange(scenario.Faults.Select(fault => new ScenarioDifference("scenario", default, fault.ToString())));
            return new(scenario.File, scenario.Name, differences);
        }

        try
        {
            await new ScenarioRun(scenario, _options, differences).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever comes here is a fault of the engine or of a store, and the scenario has found it.
            differences.Add(new("engine", "no exception", $"{fault.GetType().Name}: {fault.Message}"));
        }

        return new(scenario.File, scenario.Name, differences);
    }
}
