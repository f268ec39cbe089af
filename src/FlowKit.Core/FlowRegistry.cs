using System.Collections.Concurrent;
using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Validation;

namespace FlowKit;

/// <summary>The flows an engine can start. Safe to call from many threads; a running execution keeps the descriptor it started with.</summary>
public sealed class FlowRegistry
{
    private readonly ConcurrentDictionary<string, FlowPlan> _current = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Flow, string Version), FlowPlan> _versions = new();
    private readonly FlowValidationOptions _validation;

    internal FlowRegistry(FlowValidationOptions validation) => _validation = validation;

    /// <summary>The names that can be started, <c>workspace:dagName:alias</c>.</summary>
    public IReadOnlyCollection<string> Names => [.. _current.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Validates and plans a flow; from now on new executions of its name and alias start with it. Executions that run keep theirs.
    /// </summary>
    /// <exception cref="FlowRefusedException">The flow has faults; all of them are in the exception.</exception>
    public void Add(FlowDescriptor flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var diagnostics = FlowValidator.Validate(flow, _validation);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            throw new FlowRefusedException(diagnostics);
        }

        if (flow.IsResource)
        {
            return;
        }

        var plan = Planner.Plan(flow, VersionOf(flow));
        _versions[(plan.Name, plan.Version)] = plan;
        _current[$"{plan.Name}:{plan.Alias}"] = plan;
    }

    /// <summary>The plan that starts under a name: <c>workspace:dagName</c> or <c>workspace:dagName:alias</c>.</summary>
    internal FlowPlan Find(string name)
    {
        var full = name.AsSpan().Count(':') < 2 ? $"{name}:{DefaultAlias}" : name;
        return _current.TryGetValue(full, out var plan)
            ? plan
            : throw new FlowException(FlowErrorCodes.UnknownFlow, $"No flow '{name}' is registered.");
    }

    /// <summary>The plan of a version an execution started with; null when it is not registered.</summary>
    internal FlowPlan? Version(string flow, string version) => _versions.GetValueOrDefault((flow, version));

    private const string DefaultAlias = "release";

    // A flow that was read is known by its text; one built in code by its place in the order it was added.
    private string VersionOf(FlowDescriptor flow) => flow.Fingerprint ?? string.Create(
        CultureInfo.InvariantCulture, $"{flow.Alias}.{_versions.Keys.Count(key => key.Flow == flow.Name) + 1}");
}
