using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FlowKit.AspNetCore.Problems;
using FlowKit.Errors;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Reads the body of a request, no more of it than is allowed.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";
    private const int ReadBytes = 16 * 1024;

    /// <summary>The JSON of the body; missing when there is no body.</summary>
    /// <exception cref="ProblemException">It is too large, of another type, or no JSON.</exception>
    public static async ValueTask<FlowValue> ReadJsonAsync(EndpointCall call, long limit)
    {
        var bytes = await ReadAsync(call, limit).ConfigureAwait(false);
        if (bytes.Length == 0)
        {
            return default;
        }

        CheckType(call.Request);
        return Parse(bytes.Span, "The body");
    }

    /// <summary>The same for a body that must be an object, if there is one.</summary>
    public static async ValueTask<FlowValue> ReadObjectAsync(EndpointCall call, long limit)
    {
        var body = await ReadJsonAsync(call, limit).ConfigureAwait(false);
        return body.IsNullOrMissing || body.Kind == FlowValueKind.Object ? body : throw Unfit("The body must be a JSON object.");
    }

    /// <summary>The text of the body, whatever type it says it has.</summary>
    /// <exception cref="ProblemException">It is too large, or not UTF-8.</exception>
    public static async ValueTask<string> ReadTextAsync(EndpointCall call, long limit)
    {
        var bytes = await ReadAsync(call, limit).ConfigureAwait(false);
        return Utf8.IsValid(bytes.Span) ? Encoding.UTF8.GetString(bytes.Span) : throw Unfit("The body is not written in UTF-8.");
    }

    /// <summary>The bytes of the body.</summary>
    /// <exception cref="ProblemException">There are more than the limit.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(EndpointCall call, long limit)
    {
        if (call.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var body = new ArrayBufferWriter<byte>(ReadBytes);
        int read;
        while ((read = await call.Request.Body.ReadAsync(body.GetMemory(ReadBytes), call.Aborted).ConfigureAwait(false)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                throw TooLarge(limit);
            }
        }

        return body.WrittenMemory;
    }

    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="ProblemException">It is none; tells line and column.</exception>
    public static FlowValue Parse(ReadOnlySpan<byte> utf8, string what)
    {
        try
        {
            return FlowValue.Parse(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The reader's own words repeat what stands there; ours do not. A text with half a surrogate is no JsonException to it.
            var (line, column) = fault is JsonException json ? (json.LineNumber + 1, json.BytePositionInLine + 1) : (null, null);
            throw new ProblemException(new Problem(
                StatusCodes.Status400BadRequest,
                FlowErrorCodes.BodyInvalid,
                $"{what} is no JSON of at most 64 levels{Place(line, column)}.")
            {
                More = line is null ? [] : [new("line", line.Value), new("column", column!.Value)],
            });
        }
    }

    public static ProblemException Unfit(string detail) => new(StatusCodes.Status400BadRequest, FlowErrorCodes.BodyInvalid, detail);

    private static string Place(long? line, long? column) =>
        line is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $": line {line}, column {column}");

    private static void CheckType(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) &&
            type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) &&
            (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!isJson || !string.IsNullOrEmpty(request.Headers.ContentEncoding))
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                FlowErrorCodes.ContentTypeRefused,
                "The body must be sent as application/json, in UTF-8 and uncompressed.");
        }
    }

    private static ProblemException TooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        FlowErrorCodes.BodyTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes, the limit of this host."));
}
