using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What a save begins with, and what is said once: how the execution was started.</summary>
internal sealed partial class StateWriter
{
    private void Begin(ExecutionState state, bool withBegin)
    {
        _bytes.Clear();
        _bytes.Byte(SaveMark.FormatVersion);
        if (withBegin)
        {
            _bytes.Byte(SaveMark.Begin);
            _bytes.Text(state.Flow);
            _bytes.Text(state.FlowVersion);
            _bytes.Signed(state.StartedAt);
            _bytes.Value(state.Submitted);
            Parent(state.Parent);
            Options(state);
        }
    }

    // What the caller said about the start.
    private void Options(ExecutionState state)
    {
        _bytes.Int(state.Targets is null ? 0 : state.Targets.Length + 1);
        foreach (var target in state.Targets ?? [])
        {
            _bytes.Text(target);
        }

        _bytes.Byte((byte)((state.ForceTargets ? 1 : 0) | (state.GivenCallback.IsMissing ? 0 : 2) | (state.Trace is null ? 0 : 4)));
        if (!state.GivenCallback.IsMissing)
        {
            _bytes.Value(state.GivenCallback);
        }

        if (state.Trace is { } trace)
        {
            Trace(trace);
        }
    }

    private void Trace(ExecutionTrace trace)
    {
        NeedsSecondFormat();
        Span<byte> ids = stackalloc byte[24];
        trace.TraceId.CopyTo(ids[..16]);
        trace.ParentSpanId.CopyTo(ids[16..]);
        _bytes.Raw(ids);
        _bytes.Byte((byte)trace.Flags);
        _bytes.OptionalText(trace.State);
    }

    private void Parent(ParentLink? parent)
    {
        _bytes.Byte(parent is null ? (byte)0 : parent.Waits ? (byte)2 : (byte)1);
        if (parent is not null)
        {
            _bytes.Text(parent.ExecutionId);
            _bytes.Text(parent.Task);
            _bytes.Int(parent.Epoch);
            _bytes.Int(parent.Attempt);
            _bytes.Int(parent.Depth);
            _bytes.Text(parent.RootId);
        }
    }
}
