using System.Diagnostics;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Storing;

/// <summary>What an execution began with.</summary>
internal sealed partial class StateReader
{
    private void Begin(ref ByteReader bytes)
    {
        var (flow, version, startedAt, submitted) = (bytes.Text(), bytes.Text(), bytes.Signed(), bytes.Value());
        var (parent, targets, flags) = (Parent(ref bytes), Targets(ref bytes), bytes.Byte());
        var callback = (flags & 2) != 0 ? bytes.Value() : default;
        var trace = (flags & 4) != 0 ? Trace(ref bytes) : null;
        if (submitted.Kind != FlowValueKind.Object || !IsTime(startedAt))
        {
            throw ByteReader.Damaged();
        }

        _state = new(executionId, flow, version)
        {
            StartedAt = startedAt,
            Submitted = submitted,
            Parent = parent,
            Targets = targets,
            ForceTargets = (flags & 1) != 0,
            GivenCallback = callback,
            Trace = trace,
        };
    }

    private static ExecutionTrace Trace(ref ByteReader bytes)
    {
        var id = bytes.Raw(16);
        var above = bytes.Raw(8);
        return id.ContainsAnyExcept((byte)0)
            ? new(
                ActivityTraceId.CreateFromBytes(id),
                above.ContainsAnyExcept((byte)0) ? ActivitySpanId.CreateFromBytes(above) : default,
                (ActivityTraceFlags)bytes.Byte(),
                bytes.OptionalText())
            : throw ByteReader.Damaged();
    }

    private static string[]? Targets(ref ByteReader bytes)
    {
        var count = bytes.Count();
        if (count == 0)
        {
            return null;
        }

        var targets = new string[count - 1];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = bytes.Text();
        }

        return targets;
    }

    private static ParentLink? Parent(ref ByteReader bytes)
    {
        var mark = bytes.Byte();
        return mark == 0
            ? null
            : new(bytes.Text(), bytes.Text(), bytes.Int(), bytes.Int(), bytes.Int(), bytes.Text(), Waits: mark == 2);
    }
}
