using System.Globalization;
using System.Text;

namespace FlowKit.Http;

/// <summary>Reads the body of an answer, never more of it than asked for.</summary>
internal static class AnswerBody
{
    private const int ChunkBytes = 16 * 1024;
    private const int MostBytesAtOnce = 1024 * 1024;

    /// <summary>The whole body, to be disposed; null when it is longer than the limit.</summary>
    public static async ValueTask<AnswerBytes?> ReadAllAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var decoder = await AnswerEncoding.DecoderAsync(content, stream, cancellationToken).ConfigureAwait(false);
        var length = decoder is null ? LengthOf(content) : null;
        if (length > limit)
        {
            return null;
        }

        var body = new AnswerBytes((int)Math.Min(length ?? ChunkBytes, MostBytesAtOnce) + 1);
        if (await body.FillAsync(decoder ?? stream, limit + 1L, cancellationToken).ConfigureAwait(false))
        {
            return body;
        }

        body.Dispose();
        return null;
    }

    /// <summary>The beginning of the body as text, as far as it can be had.</summary>
    public static async ValueTask<string> ReadBeginningAsync(HttpContent content, int bytes, CancellationToken cancellationToken)
    {
        using var body = new AnswerBytes(bytes);
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using var decoder = await AnswerEncoding.DecoderAsync(content, stream, cancellationToken).ConfigureAwait(false);
            await body.FillAsync(decoder ?? stream, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // The status is known already; what came of the body is enough.
        }

        return TextOf(content, body.Span, isCut: true);
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
        if (IsUsualJson(content))
        {
            return Encoding.UTF8;
        }

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

    // As they came, unparsed: an answer with a few bytes of JSON is read in less time than its headers are parsed.
    private static bool IsUsualJson(HttpContent content) =>
        Only(content, "Content-Type") is "application/json" or "application/json; charset=utf-8";

    private static long? LengthOf(HttpContent content) =>
        long.TryParse(Only(content, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    private static string? Only(HttpContent content, string name) =>
        content.Headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
