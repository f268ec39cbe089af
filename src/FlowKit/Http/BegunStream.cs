namespace FlowKit.Http;

/// <summary>A stream that can be read from its beginning though its first byte has been looked at. It leaves the inner one open.</summary>
internal sealed class BegunStream(Stream inner) : Stream
{
    private readonly byte[] _first = new byte[1];
    private bool _isHeld;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length is not known.");

    public override long Position
    {
        get => throw new NotSupportedException("The position is not known.");
        set => throw new NotSupportedException("It cannot be set.");
    }

    /// <summary>The first byte, which is still to be read; null when there is none.</summary>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        _isHeld = await inner.ReadAsync(_first, cancellationToken).ConfigureAwait(false) > 0;
        return _isHeld ? _first[0] : null;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        TakeFirst(buffer.Span) ? new(1) : inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        TakeFirst(buffer.AsSpan(offset, count)) ? 1 : inner.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It is read from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("It is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read only.");

    private bool TakeFirst(Span<byte> buffer)
    {
        if (!_isHeld || buffer.IsEmpty)
        {
            return false;
        }

        buffer[0] = _first[0];
        _isHeld = false;
        return true;
    }
}
