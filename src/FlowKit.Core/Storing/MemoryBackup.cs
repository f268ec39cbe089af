using System.Buffers.Binary;
using System.Security.Cryptography;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// The backup of a store in memory: a mark and a version, records of executions and texts, each behind its length, and a hash of it all. What
/// was written over or cut off is told, and never taken for a backup.
/// </summary>
internal static class MemoryBackup
{
    private const byte FormatVersion = 1;
    private const byte End = 0;
    private const byte Execution = 1;
    private const byte Flow = 2;
    private const int HeadBytes = 9;
    private const int LargestStep = 1024 * 1024;

    public static async ValueTask WriteAsync(
        Stream to, IEnumerable<StoredExecution> executions, IEnumerable<FlowText> flows, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new ByteWriter();
        await PutAsync(to, hash, Mark(), cancellationToken).ConfigureAwait(false);
        foreach (var execution in executions)
        {
            writer.Clear();
            ExecutionRecord.Write(writer, execution);
            await RecordAsync(to, hash, Execution, writer, cancellationToken).ConfigureAwait(false);
        }

        // Behind the executions: a text is kept before its first execution is, so none is missing.
        foreach (var flow in flows)
        {
            Write(writer, flow);
            await RecordAsync(to, hash, Flow, writer, cancellationToken).ConfigureAwait(false);
        }

        await PutAsync(to, hash, Head(End, 0), cancellationToken).ConfigureAwait(false);
        await to.WriteAsync(hash.GetHashAndReset(), cancellationToken).ConfigureAwait(false);
        await to.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives what the stream holds, one by one; it counts only when this returns.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.StoreForeign"/>, <see cref="FlowErrorCodes.StoreNewer"/>, <see cref="FlowErrorCodes.StoreDamaged"/>.
    /// </exception>
    public static async ValueTask ReadAsync(
        Stream from, Action<StoredExecution> execution, Action<FlowText> flow, CancellationToken cancellationToken)
    {
        try
        {
            await ReadWholeAsync(from, execution, flow, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is EndOfStreamException or ArgumentException or FlowException { Code: FlowErrorCodes.DamagedState })
        {
            throw Damaged(fault);
        }
    }

    private static async ValueTask ReadWholeAsync(
        Stream from, Action<StoredExecution> execution, Action<FlowText> flow, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CheckMark(await TakeAsync(from, hash, Mark().Length, cancellationToken).ConfigureAwait(false));
        while (await TakeAsync(from, hash, HeadBytes, cancellationToken).ConfigureAwait(false) is var head && head[0] != End)
        {
            var length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(1));
            var record = length is >= 0 and <= int.MaxValue
                ? await TakeAsync(from, hash, (int)length, cancellationToken).ConfigureAwait(false)
                : throw Damaged(null);
            Read(head[0], record, execution, flow);
        }

        var expected = hash.GetHashAndReset();
        if (!(await TakeAsync(from, hash, expected.Length, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(expected))
        {
            throw Damaged(null);
        }
    }

    private static byte[] Mark() => [.. "FLOWKITM"u8, FormatVersion];

    private static void CheckMark(byte[] mark)
    {
        if (!mark.AsSpan(..^1).SequenceEqual(Mark().AsSpan(..^1)))
        {
            throw new FlowException(FlowErrorCodes.StoreForeign, "This is no backup of a store in memory.");
        }

        if (mark[^1] > FormatVersion)
        {
            throw new FlowException(
                FlowErrorCodes.StoreNewer, $"The backup has format {mark[^1]}, this FlowKit knows up to {FormatVersion}. Update FlowKit.");
        }
    }

    private static FlowException Damaged(Exception? fault) =>
        new(FlowErrorCodes.StoreDamaged, "The backup is damaged or cut off. Nothing of it was taken.", fault);

    private static async ValueTask RecordAsync(Stream to, IncrementalHash hash, byte kind, ByteWriter writer, CancellationToken cancellationToken)
    {
        await PutAsync(to, hash, Head(kind, writer.Count), cancellationToken).ConfigureAwait(false);
        await PutAsync(to, hash, writer.Written, cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Head(byte kind, long length)
    {
        var head = new byte[HeadBytes];
        head[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(1), length);
        return head;
    }

    private static ValueTask PutAsync(Stream to, IncrementalHash hash, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        hash.AppendData(bytes.Span);
        return to.WriteAsync(bytes, cancellationToken);
    }

    // Room is made as bytes come: a damaged length must not cost more memory than there are bytes.
    private static async ValueTask<byte[]> TakeAsync(Stream from, IncrementalHash hash, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(length, LargestStep)];
        var count = 0;
        while (count < length)
        {
            if (count == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
            }

            await from.ReadExactlyAsync(bytes.AsMemory(count), cancellationToken).ConfigureAwait(false);
            count = bytes.Length;
        }

        hash.AppendData(bytes);
        return bytes;
    }

    private static void Read(byte kind, byte[] record, Action<StoredExecution> execution, Action<FlowText> flow)
    {
        switch (kind)
        {
            case Execution:
                execution(ExecutionRecord.Read(record));
                break;
            case Flow:
                var bytes = new ByteReader(record);
                flow(new(bytes.Text(), bytes.Text(), bytes.Text(), bytes.Byte() != 0));
                break;
            default:
                throw Damaged(null);
        }
    }

    private static void Write(ByteWriter writer, FlowText flow)
    {
        writer.Clear();
        writer.Text(flow.Flow);
        writer.Text(flow.Version);
        writer.Text(flow.Text);
        writer.Byte(flow.IsForeign ? (byte)1 : (byte)0);
    }
}
