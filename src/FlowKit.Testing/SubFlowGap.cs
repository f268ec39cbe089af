using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Testing;

/// <summary>Stands where the engine will call sub-flows: a stub that names the task answers; any other call is counted and fails.</summary>
internal sealed class SubFlowGap(ScriptedDispatcher stubs, RecordingDispatcher calls) : IDispatcher
{
    private int _count;

    public int Count => _count;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        if (stubs.Names(request))
        {
            return calls.DispatchAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _count);
        return new(DispatchOutcome.Failed("the engine does not call sub-flows yet", detail: FlowValue.Null, retryable: false));
    }
}
