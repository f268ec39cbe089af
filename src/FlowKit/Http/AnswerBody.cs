using System.Buffers;
using System.Text;

namespace FlowKit.Http;

/// <summary>Reads the body of an answer, never more of it than asked for.</summary>
internal static class AnswerBody
{
    private const int ChunkBytes = 16 * 1024;
    private const int MostBytesAtOnce = 1024 * 1024;

    /// <summary>The whole body; null when it is longer than the limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAllAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        var body = new ArrayBufferWriter<byte>((int)Math.Min(content.Headers.ContentLength ?? ChunkBytes, MostBytesAtOnce) + 1);
        var isWhole = await FillAsync(content, body, limit + 1L, cancellationToken).ConfigureAwait(false);
        return isWhole ? body.WrittenMemory : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The beginning of the body as text, as far as it can be had.</summary>
    public static async ValueTask<string> ReadBeginningAsync(HttpContent content, int bytes, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(bytes);
        try
        {
            await FillAsync(content, body, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // The status is known already; what came of the body is enough.
        }

        return TextOf(content, body.WrittenSpan, isCut: true);
    }

    /// <summary>The bytes as text in the character set the answer names; UTF-8 when it names none that is known.</summary>
    public static string TextOf(HttpContent content, ReadOnlySpan<byte> body, bool isCut = false)
    {
        var decoder = CharacterSetOf(content).GetDecoder();
        var characters = new char[decoder.GetCharCount(body, flush: !isCut)];
        decoder.GetChars(body, characters, flush: !isCut);
        return new string(characters).TrimStart('\uFEFF');
    }

    public static Encoding CharacterSetOf(HttpContent content)
    {
        var name = content.Headers.ContentType?.CharSet?.Trim('"');
        try
        {
            return string.IsNullOrEmpty(name) ? Encoding.UTF8 : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    // True when the body ended before so many bytes had come.
    private static async ValueTask<bool> FillAsync(
        HttpContent content, ArrayBufferWriter<byte> body, long bytes, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (body.WrittenCount < bytes)
        {
            var room = body.GetMemory(1);
            room = room[..(int)Math.Min(room.Length, bytes - body.WrittenCount)];
            var read = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return true;
            }

            body.Advance(read);
        }

        return false;
    }
}
