using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Expressions;
using FlowKit.Running;
using FlowKit.Storing;
using FlowKit.Telemetry;
using FlowKit.Validation;

namespace FlowKit;

/// <summary>Puts an engine together. Single use: what is built is not changed by later calls.</summary>
public sealed class FlowEngineBuilder
{
    private readonly Dictionary<string, IDispatcher> _dispatchers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ICallbackSink> _sinks = [];
    private readonly List<FlowDescriptor> _flows = [];
    private IStateStore? _store;
    private Func<TimeProvider, IStateStore>? _newStore;
    private IResultCache? _cache;
    private TimeProvider _time = TimeProvider.System;
    private Random? _random;
    private Action<EngineNotice> _notice = _ => { };
    private IWorkQueue _work = new ThreadPoolWorkQueue();
    private Func<Uri?> _serverAddress = () => null;
    private Func<IDispatcher, IDispatcher>? _withSecrets;
    private IDispatchScopes? _scopes;
    private FlowTextReader? _reader;
    private Action<FlowEngine> _built = _ => { };
    private bool _anyProtocol;

    internal TimeProvider Time => _time;

    /// <summary>What flows are held against, with the dispatchers there are so far.</summary>
    internal FlowValidationOptions Validation => new()
    {
        KnownProtocols = _anyProtocol ? null : [.. _dispatchers.Keys, SubFlowDispatcher.Protocol],
        Limits = Options.FlowLimits,
    };

    /// <summary>Bounds and addresses.</summary>
    public FlowEngineOptions Options { get; set; } = new();

    /// <summary>Attempts of tasks with this protocol go to the dispatcher; a later call for the same protocol wins.</summary>
    /// <param name="protocol">Such as <c>sms</c> for <c>sms://...</c>; compared without case.</param>
    /// <param name="dispatcher">Used for all executions, from many threads.</param>
    public FlowEngineBuilder AddDispatcher(string protocol, IDispatcher dispatcher)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(protocol);
        ArgumentNullException.ThrowIfNull(dispatcher);
        _dispatchers[protocol] = dispatcher;
        return this;
    }

    /// <summary>News goes to this sink too.</summary>
    public FlowEngineBuilder AddSink(ICallbackSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sinks.Add(sink);
        return this;
    }

    /// <summary>The flow can be started; it is validated when the engine is built.</summary>
    public FlowEngineBuilder AddFlow(FlowDescriptor flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _flows.Add(flow);
        return this;
    }

    /// <summary>Executions are kept there; by default in memory, bounded by the options.</summary>
    public FlowEngineBuilder UseStore(IStateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _newStore = null;
        return this;
    }

    /// <summary>Executions are kept in a store that is made when the engine is built, and disposed with it.</summary>
    /// <param name="newStore">Makes the store; it is given the engine's clock.</param>
    public FlowEngineBuilder UseStore(Func<TimeProvider, IStateStore> newStore)
    {
        ArgumentNullException.ThrowIfNull(newStore);
        _newStore = newStore;
        _store = null;
        return this;
    }

    /// <summary>Results of tasks with a <c>cache</c> are kept there; by default in memory, bounded.</summary>
    public FlowEngineBuilder UseResultCache(IResultCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _cache = cache;
        return this;
    }

    /// <summary>Time comes from there; the system's by default.</summary>
    public FlowEngineBuilder UseTime(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        return this;
    }

    /// <summary>Ids, jitter and <c>rand</c> follow from this number, for tests; by default they cannot be foretold.</summary>
    public FlowEngineBuilder UseSeed(int seed)
    {
        _random = new Random(seed);
        return this;
    }

    /// <summary>What an operator should know is told there, from any thread; by default nobody is told.</summary>
    public FlowEngineBuilder OnNotice(Action<EngineNotice> notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        _notice += notice;
        return this;
    }

    /// <summary>The engine, ready to start executions.</summary>
    /// <exception cref="FlowRefusedException">Flows have faults; all of all flows are in the exception.</exception>
    /// <exception cref="ArgumentException">The options have a lease, and it is too short or the store is none that engines can share.</exception>
    public FlowEngine Build()
    {
        _dispatchers.TryAdd(SubFlowDispatcher.Protocol, SubFlows);
        var tokens = CallbackKey();
        var ids = new IdSource(_random ?? new Random(), _time);
        var flows = new FlowRegistry(Validation, Options, _reader);
        flows.AddAll(_flows);
        var ownStore = _newStore?.Invoke(_time);
        var store = _store ?? ownStore ?? new InMemoryStateStore(Options, _time);
        RefuseLease(store);
        var engine = new FlowEngine(ids, new EngineServices
        {
            Options = Options,
            Time = _time,
            Store = store,
            Work = _work,
            Dispatchers = new Dictionary<string, IDispatcher>(_dispatchers, StringComparer.OrdinalIgnoreCase),
            WithSecrets = _withSecrets,
            Sinks = [.. _sinks],
            Flows = flows,
            Plans = new FlowPlans(flows, store),
            Results = new ResultMemory(_cache ?? new InMemoryResultCache(_time)),
            Watch = new DispatchWatch(_time, _scopes),
            Notice = _notice,
            CallbackTokens = tokens,
            Deciding = new DecidingOptions
            {
                Limits = Options.RunLimits,
                NewServices = () => new ExpressionServices(ids.NewRandom(), _time),
                CallbackUrls = new CallbackUrls(Options, _serverAddress, tokens),
                HasSinks = _sinks.Count > 0,
            },
        }, ownStore);
        SubFlows.Attach(engine);
        _built(engine);
        return engine;
    }

    /// <summary>What answers <c>rillflow://</c> unless another dispatcher is registered for it.</summary>
    internal SubFlowDispatcher SubFlows { get; } = new();

    /// <summary>The dispatcher a protocol has so far; null when it has none.</summary>
    internal IDispatcher? DispatcherFor(string protocol) => _dispatchers.GetValueOrDefault(protocol);

    /// <summary>Is given the engine before anything runs in it.</summary>
    internal FlowEngineBuilder OnBuilt(Action<FlowEngine> attach)
    {
        _built += attach;
        return this;
    }

    /// <summary>Turns run there; on the thread pool by default.</summary>
    internal FlowEngineBuilder UseWorkQueue(IWorkQueue work)
    {
        _work = work;
        return this;
    }

    /// <summary>Flows are not asked whether their protocols are known.</summary>
    internal FlowEngineBuilder UseAnyProtocol()
    {
        _anyProtocol = true;
        return this;
    }

    /// <summary>Texts of flows that a store keeps are read by this; a flow that was read brings its reader along. Without any only JSON is read.</summary>
    internal FlowEngineBuilder ReadKeptFlows(FlowTextReader reader)
    {
        _reader = reader;
        return this;
    }

    /// <summary>Attempts of tasks that refer to secrets go through this, which fills them in and hands on to the dispatcher it is given.</summary>
    internal FlowEngineBuilder FillSecrets(Func<IDispatcher, IDispatcher> withSecrets)
    {
        _withSecrets = withSecrets;
        return this;
    }

    /// <summary>These are opened around every dispatch.</summary>
    internal FlowEngineBuilder ScopeDispatches(IDispatchScopes scopes)
    {
        _scopes = scopes;
        return this;
    }

    /// <summary>Where the host is reached when the options do not say it; asked until it is known.</summary>
    internal FlowEngineBuilder UseServerAddress(Func<Uri?> address)
    {
        _serverAddress = address;
        return this;
    }

    private void RefuseLease(IStateStore store)
    {
        if (Options.Lease is not { } lease)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(lease, FlowEngineOptions.ShortestLease, nameof(FlowEngineOptions.Lease));
        if (store is not ISharedStateStore)
        {
            throw new ArgumentException(
                $"The options have a lease, but a store of type {store.GetType().Name} cannot be shared by several engines. Leave {nameof(FlowEngineOptions.Lease)} null.");
        }
    }

    private CallbackTokens? CallbackKey()
    {
        if (Options.CallbackSecret is { } secret)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(secret, nameof(FlowEngineOptions.CallbackSecret));
        }

        if (!Options.NeedsCallbackTokens)
        {
            return null;
        }

        if (Options.CallbackSecret is null && (_newStore is not null || _store is not (null or InMemoryStateStore)))
        {
            _notice(new(
                FlowErrorCodes.CallbackSecretMissing,
                "The key of callback tokens is drawn anew at every start, but the store outlives the process: callbacks for attempts sent out " +
                "before the start will be refused. Set CallbackSecret.",
                null,
                null,
                null));
        }

        return new(Options.CallbackSecret);
    }
}
