using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Validation;

namespace FlowKit.Testing.Scenarios;

/// <summary>One run of one scenario: flows, start, steps, and the comparison at the end.</summary>
internal sealed class ScenarioRun
{
    private readonly Scenario _scenario;
    private readonly List<ScenarioDifference> _differences;
    private readonly FlowTestBed _bed;
    private readonly bool _crashes;
    private readonly DateTimeOffset _start;

    public ScenarioRun(Scenario scenario, ScenarioRunnerOptions options, List<ScenarioDifference> differences)
    {
        _scenario = scenario;
        _differences = differences;
        _crashes = options.CrashBeforeEachStep;
        _bed = new(new FlowTestBedOptions
        {
            NewStore = options.NewStore,
            Engine = options.Engine,
            Seed = options.Seed,
            Protocols = StubbedProtocols.Of(scenario.Stubs.Select(stub => stub.Key), scenario.AllFlows.Select(read => read.Flow).OfType<FlowDescriptor>()),
        });
        _start = _bed.Time.GetUtcNow();
        foreach (var stub in scenario.Stubs)
        {
            _bed.Stubs.On(stub.Key, [.. stub.Answers]);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var errors = AddFlows();
        var execution = errors.Count == 0 ? await StartAsync(errors, cancellationToken).ConfigureAwait(false) : null;
        RefusalCheck.Compare(_scenario.Expected.Refused, errors, _differences);
        if (execution is null || _scenario.Expected.Refused is not null ||
            !await StepsAsync(execution.Id, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await SettleAsync(cancellationToken).ConfigureAwait(false);
        var view = await _bed.GetAsync(execution.Id, cancellationToken).ConfigureAwait(false);
        var facts = new ScenarioFacts(_scenario, view, _bed, _start);
        _differences.AddRange(ExpectationCheck.Compare(_scenario.Expected, facts));
    }

    /// <summary>
    /// Adds every flow, resources first because others refer to them, the scenario's own last because its name means it; the errors of
    /// all of them, those of reading and those of validation.
    /// </summary>
    private List<Diagnostic> AddFlows()
    {
        var errors = new List<Diagnostic>();
        foreach (var reading in _scenario.AllFlows.OrderByDescending(read => read.Flow?.IsResource ?? false))
        {
            errors.AddRange(reading.Diagnostics.Where(IsError));
            if (reading.Flow is { } flow)
            {
                errors.AddRange(TryAdd(flow, isWhole: !reading.HasErrors).Where(IsError).Except(errors));
            }
        }

        return errors;
    }

    /// <summary>Adds a flow. One that could not be read whole is only held against the rules; it is refused anyway.</summary>
    private IReadOnlyList<Diagnostic> TryAdd(FlowDescriptor flow, bool isWhole)
    {
        if (!isWhole)
        {
            return FlowValidator.Validate(flow, _bed.Validation);
        }

        try
        {
            _bed.Add(flow);
            return [];
        }
        catch (FlowRefusedException refusal)
        {
            return refusal.Diagnostics;
        }
    }

    private async Task<FlowExecution?> StartAsync(List<Diagnostic> errors, CancellationToken cancellationToken)
    {
        var flow = _scenario.Flow.Flow!;
        try
        {
            return await _bed.StartAsync(
                $"{flow.Name}:{flow.Alias}", _scenario.Input, _scenario.Start.ToOptions(), cancellationToken).ConfigureAwait(false);
        }
        catch (FlowRefusedException refusal)
        {
            errors.AddRange(refusal.Diagnostics.Where(IsError));
        }
        catch (FlowException refusal)
        {
            errors.Add(new(refusal.Code, DiagnosticSeverity.Error, SourcePlace.None, refusal.Message));
        }

        return null;
    }

    /// <summary>Runs the steps; false, with the difference told, when one of them went another way than it should.</summary>
    private async Task<bool> StepsAsync(string id, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var step in _scenario.Steps)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"when[{number++}].{step.Word}");
            await SettleAsync(cancellationToken).ConfigureAwait(false);
            var refusal = await TryAsync(step, id, cancellationToken).ConfigureAwait(false);
            if (step.Refused != refusal is not null)
            {
                _differences.Add(new(what, step.Refused ? "refused" : "taken", refusal ?? "taken"));
                return false;
            }
        }

        return true;
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _bed.RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        if (_crashes && !_bed.Stubs.HasOpenCalls)
        {
            await _bed.RestartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The engine's words when it refuses; null when it does not.</summary>
    private async Task<string?> TryAsync(ScenarioStep step, string id, CancellationToken cancellationToken)
    {
        try
        {
            await StepRunner.RunAsync(_bed, step, id, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (FlowException refusal)
        {
            return $"refused, {refusal.Code}: {refusal.Message}";
        }
    }

    private static bool IsError(Diagnostic one) => one.Severity == DiagnosticSeverity.Error;
}
