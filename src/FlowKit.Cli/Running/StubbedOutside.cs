using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Running;
using FlowKit.Testing;
using FlowKit.Testing.Scenarios;

namespace FlowKit.Cli.Running;

/// <summary>Stubs in place of the outside, in real time. As in a scenario, what has no stub succeeds with an empty output.</summary>
internal sealed class StubbedOutside : IOutside
{
    private readonly ScriptedDispatcher _stubs;
    private readonly IReadOnlyList<string> _protocols;

    private StubbedOutside(IReadOnlyList<ScenarioStub> stubs, IReadOnlyList<FlowDescriptor> flows)
    {
        var resources = new WrittenResources();
        foreach (var flow in flows)
        {
            resources.Add(flow);
        }

        _stubs = new(time: null, resources.Of);
        foreach (var stub in stubs)
        {
            _stubs.On(stub.Key, [.. stub.Answers]);
        }

        _protocols = StubbedProtocols.Of(stubs.Select(stub => stub.Key), flows);
    }

    /// <summary>The stubs of a file, for the dispatches of these flows.</summary>
    /// <exception cref="WrongCallException">The file is not there, or holds something else.</exception>
    public static StubbedOutside Read(string file, IReadOnlyList<FlowDescriptor> flows)
    {
        var read = StubFile.Read(file);
        return read.Faults.Count == 0
            ? new(read.Stubs, flows)
            : throw new WrongCallException($"--stubs: {string.Join(Environment.NewLine, read.Faults)}");
    }

    public void AddTo(FlowEngineBuilder builder, CallWatch watch)
    {
        var stubbed = new WatchedDispatcher(_stubs, watch);
        foreach (var protocol in _protocols)
        {
            builder.AddDispatcher(protocol, stubbed);
        }

        builder.AddDispatcher(SubFlowDispatcher.Protocol, new WatchedDispatcher(new StubbedSubFlows(_stubs, builder.SubFlows), watch));
    }

    public void Attach(IFlowEngine engine) => _stubs.CallBack((id, callback) => engine.CompleteTaskAsync(id, callback));

    /// <summary>A stub that names the task answers; any other call runs the flow.</summary>
    private sealed class StubbedSubFlows(ScriptedDispatcher stubs, IDispatcher flows) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
            (stubs.Names(request) ? stubs : flows).DispatchAsync(request, cancellationToken);
    }
}
