using System.Collections.Concurrent;
using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit;

/// <summary>The flows an engine can start. Safe to call from many threads; a running execution keeps the descriptor it started with.</summary>
public sealed class FlowRegistry
{
    private const string DefaultAlias = "release";

    private readonly ConcurrentDictionary<string, FlowPlan> _current = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Flow, string Version), FlowPlan> _versions = new();
    private readonly ConcurrentDictionary<(string Flow, string Version), InputCheck> _inputs = new();
    private readonly FlowValidationOptions _validation;
    private readonly PlanPasses _passes;
    private readonly Lock _adding = new();
    private ResourceCatalog _resources = ResourceCatalog.Empty;
    private int _added;

    internal FlowRegistry(FlowValidationOptions validation, PlanPasses passes)
    {
        _validation = validation;
        _passes = passes;
    }

    /// <summary>The names that can be started, <c>workspace:dagName:alias</c>.</summary>
    public IReadOnlyCollection<string> Names => [.. _current.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What flows are held against, the documents of type <c>resource</c> that were added included.</summary>
    internal FlowValidationOptions Validation => _validation with { Resources = Volatile.Read(ref _resources) };

    /// <summary>What starts under each name, ordered by name.</summary>
    internal IEnumerable<FlowPlan> Current => _current.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value);

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

    /// <summary>Adds a flow that somebody else may have written.</summary>
    internal FlowPlan AddForeign(FlowDescriptor flow)
    {
        lock (_adding)
        {
            Refuse([flow], _validation with { Resources = _resources });

            // What the host registered itself stays its own, also when somebody else sends the same text.
            var isOwn = Version(flow.Name, VersionOf(flow)) is { IsForeign: false };
            return Add(flow, isForeign: !isOwn);
        }
    }

    /// <summary>Adds all of them or, when one has faults, none. Documents of type <c>resource</c> count for all, in whatever order they stand.</summary>
    /// <exception cref="FlowRefusedException">Flows have faults; all faults of all of them are in the exception.</exception>
    internal void AddAll(IReadOnlyList<FlowDescriptor> flows)
    {
        lock (_adding)
        {
            var resources = _resources.With([.. flows.Where(flow => flow.IsResource)]);
            Refuse(flows, _validation with { Resources = resources });
            _resources = resources;
            foreach (var flow in flows.Where(flow => !flow.IsResource))
            {
                Add(flow, isForeign: false);
            }
        }
    }

    /// <summary>The plan that starts under a name, see <see cref="IFlowEngine.StartAsync"/>.</summary>
    internal FlowPlan Find(string name) => TryFind(name) ??
        throw new FlowException(FlowErrorCodes.UnknownFlow, $"No flow '{name}' is registered.");

    /// <summary>The plan of <c>workspace:dagName</c>, <c>workspace:dagName:alias</c> or <c>workspace:dagName:version</c>; null when there is none.</summary>
    internal FlowPlan? TryFind(string name)
    {
        var second = name.IndexOf(':', name.IndexOf(':', StringComparison.Ordinal) + 1);
        return _current.GetValueOrDefault(second < 0 ? $"{name}:{DefaultAlias}" : name) ??
            (second < 0 ? null : Version(name[..second], name[(second + 1)..]));
    }

    /// <summary>What is submitted to a plan of this registry is held against this.</summary>
    internal InputCheck InputOf(FlowPlan plan) => _inputs[(plan.Name, plan.Version)];

    /// <summary>A callback that a caller gives at a start of a plan, as it is kept with the execution.</summary>
    /// <exception cref="FlowRefusedException">It has faults; all of them are in the exception.</exception>
    internal FlowValue Checked(CallbackDescriptor callback, FlowPlan plan)
    {
        // What the callback may refer to is the flow's own; the rest of the flow was validated when it was added.
        var validation = Validation;
        var flow = plan.Descriptor;
        Refuse(
            [
                new()
                {
                    Workspace = flow.Workspace,
                    DagName = flow.DagName,
                    Tasks = [new PassTask { Name = "callback" }],
                    Resources = flow.Resources,
                    CommonMapping = flow.CommonMapping,
                    Callback = callback,
                },
            ],
            validation);
        return GivenCallback.RefersToSecret(callback, flow)
            ? throw new FlowRefusedException([new(
                FlowErrorCodes.SecretRefused,
                DiagnosticSeverity.Error,
                callback.Place,
                "a callback that is given at a start is given no secrets",
                "name an entry of the flow's 'resources' that refers to them")])
            : GivenCallback.Write(callback, flow, validation.Resources);
    }

    /// <summary>The plan of a version an execution started with; null when it is not registered.</summary>
    internal FlowPlan? Version(string flow, string version) => _versions.GetValueOrDefault((flow, version));

    /// <summary>The versions of a flow, the newest first.</summary>
    internal IEnumerable<FlowPlan> Versions(string flow) =>
        _versions.Values.Where(plan => plan.Name == flow).OrderByDescending(plan => plan.Number);

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

    private FlowPlan Add(FlowDescriptor flow, bool isForeign)
    {
        var version = VersionOf(flow);
        var plan = Version(flow.Name, version) is { } known && known.IsForeign == isForeign && known.Resources == _resources
            ? known with { Number = ++_added }
            : Planner.Plan(flow, version, _resources, ++_added, isForeign, _passes);
        _inputs[(plan.Name, plan.Version)] = new(flow, plan.DefaultContext);
        _versions[(plan.Name, plan.Version)] = plan;
        _current[$"{plan.Name}:{plan.Alias}"] = plan;
        return plan;
    }

    // A flow that was read is known by its text; one built in code by its place in the order it was added.
    private string VersionOf(FlowDescriptor flow) => flow.Fingerprint ?? string.Create(
        CultureInfo.InvariantCulture, $"{flow.Alias}.{_versions.Keys.Count(key => key.Flow == flow.Name) + 1}");
}
