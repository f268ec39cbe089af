using FlowKit.Dispatching;

namespace FlowKit.Testing;

/// <summary>Notes every dispatch and hands it to another dispatcher. Safe to use from many threads.</summary>
public sealed class RecordingDispatcher : IDispatcher
{
    private readonly Lock _gate = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly IDispatcher? _inner;
    private readonly TimeProvider _time;

    /// <summary>A recorder in front of a dispatcher.</summary>
    /// <param name="inner">Who answers; null for an empty answer at once.</param>
    /// <param name="time">The clock the calls are timed by; null for the system's.</param>
    public RecordingDispatcher(IDispatcher? inner = null, TimeProvider? time = null)
    {
        _inner = inner;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The dispatches so far, in their order; later ones do not change the list.</summary>
    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Record(request);
        return _inner?.DispatchAsync(request, cancellationToken) ?? new(DispatchOutcome.Succeeded());
    }

    /// <summary>Notes a dispatch that somebody else answers.</summary>
    internal void Record(DispatchRequest request)
    {
        lock (_gate)
        {
            _calls.Add(new(request, _time.GetUtcNow()));
        }
    }
}
