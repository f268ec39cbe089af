using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// An execution as one run of bytes: its id, the rest of its header, its version, the number of its saves, and each save behind its length.
/// </summary>
internal static class ExecutionRecord
{
    private const int LargestLength = 5;

    public static void Write(ByteWriter to, StoredExecution execution)
    {
        WriteHead(to, execution.Header, execution.Version, execution.Saves.Count);
        foreach (var save in execution.Saves)
        {
            WriteSave(to, save.Span);
        }
    }

    /// <summary>All before the saves.</summary>
    public static void WriteHead(ByteWriter to, ExecutionHeader header, long version, int saves)
    {
        to.Text(header.ExecutionId);
        to.Text(header.Flow);
        to.Text(header.FlowVersion);
        to.Byte((byte)header.Status);
        to.OptionalText(header.BusinessKey);
        to.OptionalText(header.BusinessKeyType);
        to.OptionalText(header.Creator);
        to.OptionalText(header.ErrorCode);
        to.Signed(header.StartedAt.UtcTicks);
        Write(to, header.EndedAt);
        Write(to, header.NextDue);
        to.Byte(header.NeedsOwner ? (byte)1 : (byte)0);
        to.Signed(version);
        to.Int(saves);
    }

    /// <summary>The bytes a save takes, or a few more.</summary>
    public static int RoomOf(ReadOnlyMemory<byte> save) => save.Length + LargestLength;

    public static void WriteSave(ByteWriter to, ReadOnlySpan<byte> save)
    {
        to.Int(save.Length);
        to.Raw(save);
    }

    public static ExecutionHeader ReadHeader(ref ByteReader from)
    {
        var (id, flow, version, status) = (from.Text(), from.Text(), from.Text(), (ExecutionStatus)from.Byte());
        var (key, keyType, creator, code) = (from.OptionalText(), from.OptionalText(), from.OptionalText(), from.OptionalText());
        var (started, ended, due, needsOwner) = (Time(from.Signed()), OptionalTime(ref from), OptionalTime(ref from), from.Byte() != 0);
        return new(id, flow, version, status, key, started, ended, due, needsOwner)
        {
            BusinessKeyType = keyType,
            Creator = creator,
            ErrorCode = code,
        };
    }

    /// <summary>Reads a record that nobody writes any more: the saves share its bytes.</summary>
    public static StoredExecution Read(ReadOnlyMemory<byte> record)
    {
        var from = new ByteReader(record.Span);
        var header = ReadHeader(ref from);
        var version = from.Signed();
        return new(header, version, ReadSaves(record, ref from, from.Count()));
    }

    /// <summary>Reads saves that nobody writes any more, each behind its length.</summary>
    public static ReadOnlyMemory<byte>[] ReadSaves(ReadOnlyMemory<byte> record, int count)
    {
        var from = new ByteReader(record.Span);
        return ReadSaves(record, ref from, count);
    }

    private static ReadOnlyMemory<byte>[] ReadSaves(ReadOnlyMemory<byte> record, ref ByteReader from, int count)
    {
        var saves = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            saves[i] = record.Slice(from.Skip(out var length), length);
        }

        return saves;
    }

    private static void Write(ByteWriter to, DateTimeOffset? time)
    {
        to.Byte(time is null ? (byte)0 : (byte)1);
        to.Signed(time?.UtcTicks ?? 0);
    }

    private static DateTimeOffset? OptionalTime(ref ByteReader from)
    {
        var isThere = from.Byte() != 0;
        var ticks = from.Signed();
        return isThere ? Time(ticks) : null;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
