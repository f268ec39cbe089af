using System.IO.Compression;

namespace FlowKit.Http;

/// <summary>
/// Takes the compression off answers. The HTTP handler could do it as well; it would make and read lists of the encodings for every request.
/// A handler of the host that does it leaves no encoding behind, and nothing is done here.
/// </summary>
internal static class AnswerEncoding
{
    public const string Accepted = "gzip, deflate, br";

    /// <summary>A stream of what the server compressed, to be disposed; null when the bytes are as they are.</summary>
    public static async ValueTask<Stream?> DecoderAsync(HttpContent content, Stream stream, CancellationToken cancellationToken) =>
        LastOf(content) switch
        {
            null => null,
            var gzip when Is(gzip, "gzip") => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true),
            var brotli when Is(brotli, "br") => new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true),
            var deflate when Is(deflate, "deflate") => await InflaterAsync(stream, cancellationToken).ConfigureAwait(false),
            _ => null,
        };

    private static bool Is(string encoding, string name) => encoding.Equals(name, StringComparison.OrdinalIgnoreCase);

    // As it came, unparsed: most answers have none.
    private static string? LastOf(HttpContent content)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
        {
            return null;
        }

        var last = string.Empty;
        foreach (var value in values)
        {
            last = value;
        }

        return last[(last.LastIndexOf(',') + 1)..].Trim();
    }

    // By its RFC "deflate" has a zlib header; servers that leave it away are as common.
    private static async ValueTask<Stream> InflaterAsync(Stream stream, CancellationToken cancellationToken)
    {
        const int ZlibMethod = 8;
        var begun = new BegunStream(stream);
        var first = await begun.PeekAsync(cancellationToken).ConfigureAwait(false);
        return first is null || (first & 0xF) == ZlibMethod
            ? new ZLibStream(begun, CompressionMode.Decompress)
            : new DeflateStream(begun, CompressionMode.Decompress);
    }
}
