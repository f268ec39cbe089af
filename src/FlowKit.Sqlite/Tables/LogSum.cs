using System.Buffers.Binary;
using System.Numerics;

namespace FlowKit.Sqlite.Tables;

/// <summary>
/// The checksum that stands beside a save, over the save and its place in the log: SQLite finds a page that cannot be, but not one whose
/// bytes are other ones.
/// </summary>
internal static class LogSum
{
    public static long Of(long seq, long execution, long version, long? before, ReadOnlySpan<byte> bytes)
    {
        var sum = Add(Add(Add(Add(uint.MaxValue, seq), execution), version), before ?? 0);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var one in bytes)
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return sum;
    }

    private static uint Add(uint sum, long value) => BitOperations.Crc32C(sum, (ulong)value);
}
