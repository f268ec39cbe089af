using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using FlowKit.Errors;

namespace FlowKit.Sqlite.Files;

/// <summary>
/// Looks through a write-ahead log before SQLite does, which takes what stands behind the first damage for what a crash left unfinished, and
/// drops it without a word.
/// </summary>
internal sealed class WriteAheadLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const int LargestPage = 65_536;
    private const uint LittleEndian = 0x377F0682;
    private const uint BigEndian = 0x377F0683;

    private readonly Stream _file;
    private readonly byte[] _header = new byte[HeaderLength];
    private byte[] _frame = [];
    private bool _isBigEndian;
    private uint _sum0;
    private uint _sum1;

    private WriteAheadLog(Stream file) => _file = file;

    /// <summary>Looks through the log of a store.</summary>
    /// <param name="path">The file of the store.</param>
    /// <param name="everyCommitIsFlushed">Else a loss of power may leave many unfinished, and damage looks no different.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreDamaged"/>, <see cref="FlowErrorCodes.StoreUnreachable"/>.</exception>
    public static void Check(string path, bool everyCommitIsFlushed)
    {
        try
        {
            if (!File.Exists(path + "-wal"))
            {
                return;
            }

            using var file = new FileStream(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var log = new WriteAheadLog(file);
            if (!log.IsHeaderWhole() || (everyCommitIsFlushed && log.HasLostCommit()))
            {
                throw new FlowException(
                    FlowErrorCodes.StoreDamaged,
                    $"The '-wal' file of the store '{path}' is damaged; nothing was changed. Remove both and restore the store from a backup. Without the '-wal' file it is as it was some time before.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreLock.Unreachable(path, exception);
        }
    }

    /// <summary>False for one that is none; one that is empty, or whose beginning never came to the disk, is whole.</summary>
    private bool IsHeaderWhole()
    {
        if (_file.ReadAtLeast(_header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !_header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return true;
        }

        var magic = Big(_header, 0);
        var page = Big(_header, 8);
        if (magic is not (LittleEndian or BigEndian) || page is < 512 or > LargestPage)
        {
            return false;
        }

        _isBigEndian = magic == BigEndian;
        _frame = new byte[FrameHeaderLength + page];
        Add(_header.AsSpan(0, 24));
        return (_sum0, _sum1) == (Big(_header, 24), Big(_header, 28));
    }

    /// <summary>
    /// Whether a commit that others were built on stands behind damage: then it had been flushed. One that nothing was built on may be what a
    /// crash, or a full disk, left.
    /// </summary>
    private bool HasLostCommit()
    {
        var (isWhole, isCommit) = (true, false);
        while (_frame.Length > 0 && _file.ReadAtLeast(_frame, _frame.Length, throwOnEndOfStream: false) == _frame.Length)
        {
            // What is left of an older log has other salts.
            var isOfThisLog = _frame.AsSpan(8, 8).SequenceEqual(_header.AsSpan(16, 8));
            Add(_frame.AsSpan(0, 8));
            Add(_frame.AsSpan(FrameHeaderLength));
            var follows = isOfThisLog && (_sum0, _sum1) == (Big(_frame, 16), Big(_frame, 20));
            if (follows && isCommit && !isWhole)
            {
                return true;
            }

            (isWhole, isCommit) = (isWhole && follows, isOfThisLog && Big(_frame, 4) != 0);
            (_sum0, _sum1) = (Big(_frame, 16), Big(_frame, 20));
        }

        return false;
    }

    // Runs once, over megabytes: there is no time to find out that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<byte> bytes)
    {
        var (sum0, sum1) = (_sum0, _sum1);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            sum0 += Word(bytes) + sum1;
            sum1 += Word(bytes[4..]) + sum0;
        }

        (_sum0, _sum1) = (sum0, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Word(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static uint Big(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
