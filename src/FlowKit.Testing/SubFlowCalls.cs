using FlowKit.Dispatching;

namespace FlowKit.Testing;

/// <summary>Calls of sub-flows: a stub that names the task answers; any other call is recorded and runs the flow.</summary>
internal sealed class SubFlowCalls(ScriptedDispatcher stubs, RecordingDispatcher calls, IDispatcher flows) : IDispatcher
{
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        if (stubs.Names(request))
        {
            return calls.DispatchAsync(request, cancellationToken);
        }

        calls.Record(request);
        return flows.DispatchAsync(request, cancellationToken);
    }
}
