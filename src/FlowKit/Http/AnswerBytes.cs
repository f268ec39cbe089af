using System.Buffers;

namespace FlowKit.Http;

/// <summary>The bytes of an answer, in a buffer that is lent until this is disposed.</summary>
internal sealed class AnswerBytes(int room) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(room);
    private int _count;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _count);

    /// <summary>Reads so many bytes, or all there are; true when the stream ended before. What came before a fault is kept.</summary>
    public async ValueTask<bool> FillAsync(Stream stream, long bytes, CancellationToken cancellationToken)
    {
        while (_count < bytes)
        {
            if (_count == _buffer.Length)
            {
                Grow();
            }

            var room = (int)Math.Min(_buffer.Length - _count, bytes - _count);
            var read = await stream.ReadAsync(_buffer.AsMemory(_count, room), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return true;
            }

            _count += read;
        }

        return false;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _count = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
