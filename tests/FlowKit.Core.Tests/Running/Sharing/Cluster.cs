using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Storing;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>Several engines on one store in memory, in virtual time: nothing happens by itself, and all of it on one thread.</summary>
internal sealed class Cluster : IDisposable
{
    public static readonly TimeSpan Lease = FlowEngineOptions.DefaultLease;

    private readonly PlainThread _plain = new();
    private readonly string[] _flows;
    private readonly Action<FlowEngineBuilder> _configure;

    public Cluster(int engines, params string[] flows)
        : this(engines, [], _ => { }, flows)
    {
    }

    public Cluster(int engines, IReadOnlyList<TimeSpan> skews, Action<FlowEngineBuilder> configure, params string[] flows)
    {
        _flows = flows;
        _configure = configure;
        Store = new(new FlowEngineOptions(), Time);
        for (var i = 0; i < engines; i++)
        {
            Join(i < skews.Count ? skews[i] : TimeSpan.Zero);
        }
    }

    public VirtualTime Time { get; } = new();

    public InMemoryStateStore Store { get; }

    public Executors Executors { get; } = new();

    public List<Node> Nodes { get; } = [];

    /// <summary>The ways of the engines to the store.</summary>
    public List<WeakStore> Ways { get; } = [];

    public FlowEngine this[int node] => Nodes[node].Engine;

    /// <summary>One more engine.</summary>
    public Node Join(TimeSpan skew = default)
    {
        var way = new WeakStore(Store);
        Ways.Add(way);
        var node = new Node(Nodes.Count, Time, _ => way, skew, Configure);
        Nodes.Add(node);
        Do(_ => node.Engine.RecoverAsync());
        return node;
    }

    /// <summary>Lets everything happen that can happen at the present time.</summary>
    public void Run()
    {
        for (var works = 0; Nodes.Any(node => node.TryWork()); works++)
        {
            Assert.True(works < 1_000_000, "The engines never come to rest.");
        }
    }

    /// <summary>Lets time pass, one timer after the other.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        Run();
        while (Time.NextDue is { } next && next <= end)
        {
            Time.Advance(next - Time.GetUtcNow());
            Run();
        }

        Time.Advance(end - Time.GetUtcNow());
        Run();
    }

    public void Pass(double seconds) => Pass(TimeSpan.FromSeconds(seconds));

    /// <summary>Calls an operation and lets everything happen that can happen at the present time.</summary>
    public T Ask<T>(int node, Func<FlowEngine, ValueTask<T>> operation)
    {
        var asked = operation(this[node]).AsTask();
        Run();
        return Guard.Result(asked);
    }

    public void Do(int node, Func<FlowEngine, ValueTask> operation) => Do(_ => operation(this[node]));

    public FlowExecution Start(int node, string flow, string id) =>
        Ask(node, engine => engine.StartAsync(flow, default, new() { ExecutionId = id }));

    public ExecutionView View(string id) =>
        Ask(Nodes.First(node => node.IsWorking).Number, engine => engine.GetAsync(id)) ?? throw new InvalidOperationException($"There is no {id}.");

    /// <summary>Orderly.</summary>
    public void Stop(int node)
    {
        Do(node, engine => engine.StopAsync());
        Nodes[node].Kill();
        Run();
    }

    public void Dispose() => _plain.Dispose();

    private void Do(Func<bool, ValueTask> operation)
    {
        var asked = operation(true).AsTask();
        Run();
        Guard.Done(asked);
    }

    private void Configure(Node node, FlowEngineBuilder builder)
    {
        foreach (var flow in _flows)
        {
            builder.AddFlow(FlowYaml.Load(flow));
        }

        builder.AddDispatcher("test", Executors.Of(node.Number));
        _configure(builder);
    }
}
