using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using FlowKit.Executions;

namespace FlowKit.Dispatching;

/// <summary>
/// The ids of traces and spans that follow from the ids of executions: every engine makes the same ones, at any time. Part of what other
/// engines and other versions rely on: they stay as they are.
/// </summary>
internal static class TraceIds
{
    private const ulong FirstSeed = 0x9E3779B97F4A7C15;
    private const ulong SecondSeed = 0xC2B2AE3D27D4EB4F;
    private const ulong ExecutionSeed = 0x165667B19E3779F9;
    private const ulong TaskSeed = 0x27D4EB2F165667C5;

    /// <summary>The trace of an execution that was given none.</summary>
    public static ActivityTraceId OfTrace(string rootId)
    {
        Span<byte> id = stackalloc byte[16];
        WriteTrace(rootId, id);
        return ActivityTraceId.CreateFromBytes(id);
    }

    public static ActivitySpanId OfExecution(string executionId) => Span(Hash(executionId, ExecutionSeed));

    /// <param name="eventId"><c>{execution}_{task}</c>.</param>
    /// <param name="epoch">The epoch of the task.</param>
    public static ActivitySpanId OfTask(string eventId, int epoch) => Span(Hash(eventId, TaskSeed + (ulong)epoch));

    public static ActivitySpanId OfAttempt(string idempotencyKey) => Span(Hash(idempotencyKey, FirstSeed));

    /// <summary>What an attempt hands on: the trace of its execution, with its own span as the parent of what the executor does.</summary>
    public static string TraceParent(ExecutionTrace? trace, string rootId, string idempotencyKey) =>
        string.Create(55, (trace, rootId, idempotencyKey), static (text, of) =>
        {
            Span<byte> ids = stackalloc byte[24];
            var (trace, rootId, key) = of;
            if (trace is null)
            {
                WriteTrace(rootId, ids);
            }
            else
            {
                trace.TraceId.CopyTo(ids[..16]);
            }

            BinaryPrimitives.WriteUInt64BigEndian(ids[16..], Hash(key, FirstSeed));
            "00-".CopyTo(text);
            Convert.TryToHexStringLower(ids[..16], text[3..], out _);
            text[35] = '-';
            Convert.TryToHexStringLower(ids[16..], text[36..], out _);
            (trace is { Flags: ActivityTraceFlags.Recorded } ? "-01" : "-00").CopyTo(text[52..]);
        });

    private static void WriteTrace(string rootId, Span<byte> id)
    {
        BinaryPrimitives.WriteUInt64BigEndian(id, Hash(rootId, FirstSeed));
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], Hash(rootId, SecondSeed));
    }

    private static ActivitySpanId Span(ulong hash)
    {
        Span<byte> id = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(id, hash);
        return ActivitySpanId.CreateFromBytes(id);
    }

    // FNV-1a over four characters at a time, then mixed so that every bit counts. Never 0, which would be no id.
    private static ulong Hash(string text, ulong seed)
    {
        var hash = seed;
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mixed((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 0x100000001B3);
        }

        foreach (var rest in bytes)
        {
            hash = (hash ^ rest) * 0x100000001B3;
        }

        hash = Mixed(hash) * 0xFF51AFD7ED558CCD;
        hash = Mixed(hash) * 0xC4CEB9FE1A85EC53;
        return Mixed(hash) | 1;
    }

    // A multiplication carries upwards only.
    private static ulong Mixed(ulong hash) => hash ^ (hash >> 33);
}
