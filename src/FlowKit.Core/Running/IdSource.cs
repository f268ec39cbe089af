using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FlowKit.Running;

/// <summary>Makes ids of version 7 of RFC 9562: they sort by the time they were made. Safe to call from many threads.</summary>
internal sealed class IdSource(Random random, TimeProvider time)
{
    private const int KeyBytes = 16;
    private readonly Lock _lock = new();

    public string NewExecutionId(string flow)
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            random.NextBytes(bytes);
        }

        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, time.GetUtcNow().ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"{flow}_c_{new Guid(bytes, bigEndian: true)}";
    }

    /// <summary>The id of the one execution of a flow with a business key.</summary>
    public static string OfKey(string flow, string? type, string key)
    {
        // JSON keeps apart what stands in type and key.
        var text = $"[{(type is null ? "null" : $"\"{JsonEncodedText.Encode(type)}\"")},\"{JsonEncodedText.Encode(key)}\"]";
        return $"{flow}_k_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, KeyBytes))}";
    }

    /// <summary>A source of chance of its own, for one execution.</summary>
    public Random NewRandom()
    {
        lock (_lock)
        {
            return new Random(random.Next());
        }
    }
}
