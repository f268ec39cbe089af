using System.Net;
using System.Text;
using System.Text.Json;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>Turns HTTP answers into outcomes.</summary>
/// <param name="answerBytes">A longer answer is refused.</param>
/// <param name="time">What <c>Retry-After</c> is counted from.</param>
/// <param name="isAsynchronous">The answer acknowledges only; the result comes later.</param>
internal sealed class AnswerReading(int answerBytes, TimeProvider time, bool isAsynchronous)
{
    public const int DetailBytes = 2 * 1024;

    // Executors answer with the same few names again and again.
    private readonly string?[] _names = JsonReading.NameTable.Shared();

    public ValueTask<DispatchOutcome> ReadAsync(HttpCall call, HttpResponseMessage response, CancellationToken cancellationToken) =>
        !response.IsSuccessStatusCode ? FailingAsync(call, response, cancellationToken)
            : call.Method == HttpMethod.Head ? new(isAsynchronous ? DispatchOutcome.Accepted : DispatchOutcome.Succeeded())
            : isAsynchronous ? AcknowledgedAsync(call, response, cancellationToken)
            : AnsweredAsync(call, response, cancellationToken);

    private async ValueTask<DispatchOutcome> AnsweredAsync(
        HttpCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await AnswerBody.ReadAllAsync(response.Content, answerBytes, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return Unfit(FlowErrorCodes.HttpAnswerTooLarge, $"{call.Title} answered more than {answerBytes} bytes, the limit of this host.");
        }

        if (IsBlank(body.Span))
        {
            return DispatchOutcome.Succeeded();
        }

        if (TryParse(response.Content, body.Span, out var output, _names))
        {
            // A body that says null is a value, unlike no body at all.
            return DispatchOutcome.Succeeded(output.Kind == FlowValueKind.Null ? FlowValue.Object(("data", output)) : output);
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        return type?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true
            ? DispatchOutcome.Succeeded(AnswerBody.TextOf(response.Content, body.Span))
            : Unfit(FlowErrorCodes.HttpAnswerUnreadable, $"{call.Title} answered neither JSON nor text but '{type ?? "no content type"}'.");
    }

    // A 2xx means that the executor took the task over, whatever else it says, unless it says plainly that it did not.
    private async ValueTask<DispatchOutcome> AcknowledgedAsync(
        HttpCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await AnswerBody.ReadAllAsync(response.Content, answerBytes, cancellationToken).ConfigureAwait(false);
        var says = body is { Span.IsEmpty: false } && TryParse(response.Content, body.Span, out var answer) ? answer : default;
        if (!"FAILED".Equals(says["result_type"].AsString(), StringComparison.OrdinalIgnoreCase))
        {
            return DispatchOutcome.Accepted;
        }

        var beginning = body!.Span[..Math.Min(body.Span.Length, DetailBytes)];
        return DispatchOutcome.Failed(
            $"{call.Title} acknowledged with result_type FAILED.",
            FlowErrorCodes.OutcomeFailed,
            Detail((int)response.StatusCode, AnswerBody.TextOf(response.Content, beginning, isCut: true)));
    }

    private async ValueTask<DispatchOutcome> FailingAsync(
        HttpCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await AnswerBody.ReadBeginningAsync(response.Content, DetailBytes, cancellationToken).ConfigureAwait(false);
        var isTryAgainLater = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        return DispatchOutcome.Failed(
            $"{call.Title} answered with status {(int)response.StatusCode}.",
            FlowErrorCodes.HttpFailingStatus,
            Detail((int)response.StatusCode, body),
            IsRetryable(response.StatusCode),
            isTryAgainLater ? RetryAfter(response, time) : null);
    }

    public static bool IsRetryable(HttpStatusCode status) => (int)status >= 500 ||
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425;

    public static DateTimeOffset? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => time.GetUtcNow() + delta,
        { Date: { } date } => date,
        _ => null,
    };

    public static FlowValue Detail(int status, string body) => FlowValue.Object(("status", status), ("body", body));

    // The executor did its work; asking again would have it done twice and answered alike.
    public static DispatchOutcome Unfit(string code, string message) => DispatchOutcome.Failed(message, code, retryable: false);

    private static bool IsBlank(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).IsEmpty;

    /// <param name="content">Whose body it is.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="value">What they say.</param>
    /// <param name="names">A table of names that many answers share; null for none.</param>
    public static bool TryParse(HttpContent content, ReadOnlySpan<byte> body, out FlowValue value, string?[]? names = null)
    {
        try
        {
            var isUtf8 = AnswerBody.CharacterSetOf(content) is UTF8Encoding or ASCIIEncoding;
            value = isUtf8 && !body.StartsWith(Encoding.UTF8.Preamble)
                ? JsonReading.Parse(body, names)
                : FlowValue.Parse(AnswerBody.TextOf(content, body));
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
