using FlowKit.Dispatching;

namespace FlowKit.Testing;

/// <summary>An answer that comes later, or not at all; it goes on where it is completed, without a hop to another thread.</summary>
internal sealed class LateOutcome
{
    private readonly TaskCompletionSource<DispatchOutcome> _outcome = new();
    private readonly CancellationTokenRegistration _cancel;
    private ITimer? _timer;

    public LateOutcome(CancellationToken token) => _cancel = token.Register(() => Cancel(token));

    public bool IsOpen => !_outcome.Task.IsCompleted;

    public ValueTask<DispatchOutcome> Outcome => new(_outcome.Task);

    public ValueTask<DispatchOutcome> In(TimeProvider time, TimeSpan delay, Func<DispatchOutcome> outcome)
    {
        _timer = Alarm.Set(time, delay, () => End(outcome));
        return Outcome;
    }

    private void End(Func<DispatchOutcome> outcome)
    {
        _cancel.Dispose();
        if (!_outcome.Task.IsCompleted)
        {
            _outcome.TrySetResult(outcome());
        }
    }

    private void Cancel(CancellationToken token)
    {
        _timer?.Dispose();
        _outcome.TrySetCanceled(token);
    }
}
