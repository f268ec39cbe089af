using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using FlowKit.Dispatching;

namespace FlowKit.Http;

/// <summary>The W3C trace context of a call that nobody traces.</summary>
internal static class TraceParent
{
    private const ulong FirstSeed = 0x9E3779B97F4A7C15;
    private const ulong SecondSeed = 0xC2B2AE3D27D4EB4F;

    /// <summary>
    /// One trace per execution and one span per attempt, made of their ids, so that executors can tell what belongs together. Null while an
    /// activity runs: the HTTP handler then sends that one, with its own span as the parent.
    /// </summary>
    public static string? Of(DispatchRequest request) => Activity.Current is { IdFormat: ActivityIdFormat.W3C }
        ? null
        : string.Create(55, request, static (text, request) =>
        {
            Span<byte> ids = stackalloc byte[24];
            BinaryPrimitives.WriteUInt64BigEndian(ids, Hash(request.ExecutionId, FirstSeed));
            BinaryPrimitives.WriteUInt64BigEndian(ids[8..], Hash(request.ExecutionId, SecondSeed));
            BinaryPrimitives.WriteUInt64BigEndian(ids[16..], Hash(request.IdempotencyKey, FirstSeed));
            "00-".CopyTo(text);
            Convert.TryToHexStringLower(ids[..16], text[3..], out _);
            text[35] = '-';
            Convert.TryToHexStringLower(ids[16..], text[36..], out _);
            "-00".CopyTo(text[52..]);
        });

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
