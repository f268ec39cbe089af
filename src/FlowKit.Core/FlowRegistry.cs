using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Explaining;
using FlowKit.Planning;
using FlowKit.Reading;
using FlowKit.Storing;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit;

/// <summary>The flows an engine can start. Safe to call from many threads; a running execution keeps the descriptor it started with.</summary>
public sealed class FlowRegistry
{
    private const string DefaultAlias = "release";

    private readonly ConcurrentDictionary<string, FlowPlan> _current = new(StringComparer.Ordinal);
    private readonly FlowVersions _versions;
    private readonly ConditionalWeakTable<FlowPlan, InputCheck> _inputs = [];
    private readonly Dictionary<string, int> _built = new(StringComparer.Ordinal);
    private readonly FlowValidationOptions _validation;
    private readonly PlanPasses _passes;
    private readonly Lock _adding = new();
    private ResourceCatalog _resources = ResourceCatalog.Empty;
    private FlowTextReader? _reader;
    private int _added;

    internal FlowRegistry(FlowValidationOptions validation, FlowEngineOptions options, FlowTextReader? reader)
    {
        _validation = validation;
        _passes = options.PlanPasses;
        _versions = new(options.HeldFlowVersions);
        _reader = reader;
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

    /// <summary>
    /// Explains the plan of a flow: what runs, in which order, why each task follows another, what tasks read and write, what targets
    /// spare, what the optimiser does. Nothing is started.
    /// </summary>
    /// <param name="flow">As in <see cref="IFlowEngine.StartAsync"/>.</param>
    /// <param name="input">The submitted context of a start, an object; missing to leave open what an input would decide.</param>
    /// <param name="targets">The targets of a start, see <see cref="StartOptions.Targets"/>; null for everything.</param>
    /// <param name="force">As <see cref="StartOptions.Force"/>.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.UnknownFlow"/>.</exception>
    /// <exception cref="FlowRefusedException">The input does not meet the flow's parameters, or a target is unknown.</exception>
    public FlowExplanation Explain(string flow, FlowValue input = default, IReadOnlyList<string>? targets = null, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var plan = TryFind(flow) ?? throw new FlowException(FlowErrorCodes.UnknownFlow, $"No flow '{flow}' is registered.");
        return Explainer.Of(plan, input, targets, force);
    }

    /// <summary>As <see cref="Explain"/> for a flow that somebody else may have written, as if it had been added.</summary>
    /// <exception cref="FlowRefusedException">The flow has faults, the input does not meet its parameters, or a target is unknown.</exception>
    internal FlowExplanation ExplainForeign(FlowDescriptor flow, FlowValue input, IReadOnlyList<string>? targets, bool force)
    {
        var resources = Volatile.Read(ref _resources);
        Refuse([flow], _validation with { Resources = resources });
        var documents = ReferredDocuments.Of(flow, resources);
        return Explainer.Of(Planner.Plan(flow, string.Empty, documents, number: 0, isForeign: true, _passes), input, targets, force);
    }

    /// <summary>Adds a flow that somebody else may have written.</summary>
    internal FlowPlan AddForeign(FlowDescriptor flow)
    {
        lock (_adding)
        {
            Refuse([flow], _validation with { Resources = _resources });
            var documents = ReferredDocuments.Of(flow, _resources);
            var version = VersionOf(flow, documents);

            // What the host registered itself stays its own, also when somebody else sends the same text.
            return Add(flow, version, documents, isForeign: Version(flow.Name, version) is not { IsForeign: false });
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
                var documents = ReferredDocuments.Of(flow, resources);
                Add(flow, VersionOf(flow, documents), documents, isForeign: false);
            }
        }
    }

    /// <summary>The plan of <c>workspace:dagName</c>, <c>workspace:dagName:alias</c> or <c>workspace:dagName:version</c>; null when there is none.</summary>
    internal FlowPlan? TryFind(string name)
    {
        var second = name.IndexOf(':', name.IndexOf(':', StringComparison.Ordinal) + 1);
        return _current.GetValueOrDefault(second < 0 ? $"{name}:{DefaultAlias}" : name) ??
            (second < 0 ? null : Version(name[..second], name[(second + 1)..]));
    }

    /// <summary>What is submitted to a plan of this registry is held against this.</summary>
    internal InputCheck InputOf(FlowPlan plan) => _inputs.GetValue(plan, static plan => new(plan.Descriptor, plan.DefaultContext));

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

    /// <summary>The plan of a version an execution started with; null when it is not held.</summary>
    internal FlowPlan? Version(string flow, string version) => _versions.Find(flow, version);

    /// <summary>The versions of a flow that are held, the newest first.</summary>
    internal IReadOnlyList<FlowPlan> Versions(string flow) => _versions.Of(flow);

    /// <summary>The plan of a version whose text a store kept, held as long as it is asked for.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.FlowTextUnreadable"/>.</exception>
    internal FlowPlan Take(FlowText kept)
    {
        try
        {
            var (flow, documents) = KeptFlow.Read(kept, _reader ?? JsonFlow.Read);
            if (flow.Name != kept.Flow)
            {
                throw Unreadable(kept, $"it is the text of '{flow.Name}'", null);
            }

            // It was accepted when it was added; bounds and dispatchers may be others by now.
            Refuse([flow], new() { Limits = new() { Tasks = int.MaxValue, Nesting = int.MaxValue }, Resources = documents });
            if (KeptFlow.Version(flow, documents) is { } version && version != kept.Version)
            {
                throw Unreadable(kept, "it is not as it was kept: the store is damaged, or it was changed by hand", null);
            }

            return _versions.Take(Planner.Plan(flow, kept.Version, documents, number: 0, kept.IsForeign, _passes));
        }
        catch (Exception fault) when (fault is FlowRefusedException or JsonException or InvalidOperationException)
        {
            throw Unreadable(kept, fault.Message, fault);
        }
    }

    private FlowException Unreadable(FlowText kept, string why, Exception? fault) => new(
        FlowErrorCodes.FlowTextUnreadable,
        $"The text of version {kept.Version} of '{kept.Flow}' that the store keeps cannot be read{(_reader is null ? " as JSON" : null)}: {why}",
        fault);

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

    private FlowPlan Add(FlowDescriptor flow, string version, ResourceCatalog documents, bool isForeign)
    {
        var plan = Version(flow.Name, version) is { } known && known.IsForeign == isForeign && known.Documents == documents
            ? known with { Number = ++_added }
            : Planner.Plan(flow, version, documents, ++_added, isForeign, _passes);
        var name = $"{plan.Name}:{plan.Alias}";
        var before = _current.GetValueOrDefault(name);
        _versions.Hold(plan);
        _current[name] = plan;
        _reader ??= flow.Reader;
        if (before is not null && before.Version != version && KeptFlow.HasText(before))
        {
            _versions.LetGo(before);
        }

        return plan;
    }

    // A flow that was read is known by its text; one built in code by its place in the order it was added.
    private string VersionOf(FlowDescriptor flow, ResourceCatalog documents)
    {
        if (KeptFlow.Version(flow, documents) is { } version)
        {
            return version;
        }

        var number = _built[flow.Name] = _built.GetValueOrDefault(flow.Name) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{flow.Alias}.{number}");
    }
}
