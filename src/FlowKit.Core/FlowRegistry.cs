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
    private readonly ConcurrentDictionary<(string Flow, string Version), InputCheck> _inputs = new();
    private readonly FlowValidationOptions _validation;
    private readonly Lock _adding = new();
    private ResourceCatalog _resources = ResourceCatalog.Empty;

    internal FlowRegistry(FlowValidationOptions validation) => _validation = validation;

    /// <summary>The names that can be started, <c>workspace:dagName:alias</c>.</summary>
    public IReadOnlyCollection<string> Names => [.. _current.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Validates and plans a flow; from now on new executions of its name and alias start with it. Executions that run keep theirs.
    /// A document of type <c>resource</c> is what <c>resourceRef://</c> leads to in flows that are added from now on.
    /// </summary>
    /// <exception cref="FlowRefusedException">The flow has faults; all of them are in the exception.</exception>
    public void Add(FlowDescriptor flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        AddAll([flow]);
    }

    /// <summary>Adds all of them or, when one has faults, none. Documents of type <c>resource</c> count for all, in whatever order they stand.</summary>
    /// <exception cref="FlowRefusedException">Flows have faults; all faults of all of them are in the exception.</exception>
    internal void AddAll(IReadOnlyList<FlowDescriptor> flows)
    {
        lock (_adding)
        {
            var resources = _resources.With(flows.Where(flow => flow.IsResource));
            Refuse(flows, _validation with { Resources = resources });
            _resources = resources;
            foreach (var flow in flows.Where(flow => !flow.IsResource))
            {
                var plan = Planner.Plan(flow, VersionOf(flow), resources);
                _inputs[(plan.Name, plan.Version)] = new(flow, plan.DefaultContext);
                _versions[(plan.Name, plan.Version)] = plan;
                _current[$"{plan.Name}:{plan.Alias}"] = plan;
            }
        }
    }

    /// <summary>The plan that starts under a name: <c>workspace:dagName</c> or <c>workspace:dagName:alias</c>.</summary>
    internal FlowPlan Find(string name)
    {
        var full = name.AsSpan().Count(':') < 2 ? $"{name}:{DefaultAlias}" : name;
        return _current.TryGetValue(full, out var plan)
            ? plan
            : throw new FlowException(FlowErrorCodes.UnknownFlow, $"No flow '{name}' is registered.");
    }

    /// <summary>What is submitted to a plan of this registry is held against this.</summary>
    internal InputCheck InputOf(FlowPlan plan) => _inputs[(plan.Name, plan.Version)];

    /// <summary>The plan of a version an execution started with; null when it is not registered.</summary>
    internal FlowPlan? Version(string flow, string version) => _versions.GetValueOrDefault((flow, version));

    private static void Refuse(IReadOnlyList<FlowDescriptor> flows, FlowValidationOptions options)
    {
        var faults = flows
            .Select(flow => FlowValidator.Validate(flow, options))
            .Where(found => found.Any(one => one.Severity == DiagnosticSeverity.Error))
            .SelectMany(found => found)
            .ToArray();
        if (faults.Length > 0)
        {
            throw new FlowRefusedException(faults);
        }
    }

    private const string DefaultAlias = "release";

    // A flow that was read is known by its text; one built in code by its place in the order it was added.
    private string VersionOf(FlowDescriptor flow) => flow.Fingerprint ?? string.Create(
        CultureInfo.InvariantCulture, $"{flow.Alias}.{_versions.Keys.Count(key => key.Flow == flow.Name) + 1}");
}
