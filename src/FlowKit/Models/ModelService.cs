using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Http;
using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>
/// Asks a model service with one POST per attempt. The answer is the result whatever the pattern says: nobody calls back, and no thread is
/// held while the service thinks.
/// </summary>
internal sealed class ModelService(HttpSending sending, int answerBytes, TimeProvider time)
{
    private const string Json = "application/json";

    /// <param name="request">The attempt.</param>
    /// <param name="ask">Makes the question of the input.</param>
    /// <param name="read">Makes the output of the service's object; missing when the object is not what such a service answers.</param>
    /// <param name="cancellationToken">Cancelled when the answer is no longer wanted.</param>
    public async ValueTask<DispatchOutcome> AskAsync(
        DispatchRequest request, Func<ModelInput, ModelQuestion> ask, Func<FlowValue, FlowValue> read, CancellationToken cancellationToken)
    {
        try
        {
            var input = new ModelInput(request);
            var key = new ApiKey(input.Text("apikey").Trim());
            var call = Call(request, key, ask(input));
            var outcome = await sending
                .SendAsync(call, (sent, response, token) => AnswerAsync(sent, response, read, token), cancellationToken).ConfigureAwait(false);
            return outcome is DispatchOutcome.Broken broken ? broken with { Failure = key.Veiled(broken.Failure) } : outcome;
        }
        catch (HttpFaultException refusal)
        {
            return HttpSending.Refused(refusal);
        }
    }

    private static HttpCall Call(DispatchRequest request, ApiKey key, ModelQuestion question) => new(
        HttpMethod.Post,
        question.Address,
        RequestHeaders.ForStrangers(request),
        key.Header(),
        Json,
        question.Body.ToUtf8Json(),
        request.IsFlowForeign);

    private async ValueTask<DispatchOutcome> AnswerAsync(
        HttpCall call, HttpResponseMessage response, Func<FlowValue, FlowValue> read, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var beginning = await AnswerBody
                .ReadBeginningAsync(response.Content, AnswerReading.DetailBytes, cancellationToken).ConfigureAwait(false);
            return Failing(call, response, beginning);
        }

        using var body = await AnswerBody.ReadAllAsync(response.Content, answerBytes, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return AnswerReading.Unfit(
                FlowErrorCodes.HttpAnswerTooLarge, $"{call.Title} answered more than {answerBytes} bytes, the limit of this host.");
        }

        return AnswerReading.TryParse(response.Content, body.Span, out var answer)
            ? Answered(call, response, answer, read)
            : AnswerReading.Unfit(FlowErrorCodes.HttpAnswerUnreadable, $"{call.Title} answered with something that is no JSON.");
    }

    private DispatchOutcome Failing(HttpCall call, HttpResponseMessage response, string beginning)
    {
        var isRetryable = AnswerReading.IsRetryable(response.StatusCode);
        return DispatchOutcome.Failed(
            $"{call.Title} answered with status {(int)response.StatusCode}.",
            FlowErrorCodes.HttpFailingStatus,
            AnswerReading.Detail((int)response.StatusCode, beginning),
            isRetryable,
            isRetryable ? AnswerReading.RetryAfter(response, time) : null);
    }

    private DispatchOutcome Answered(HttpCall call, HttpResponseMessage response, FlowValue answer, Func<FlowValue, FlowValue> read)
    {
        if (ServiceError.In(answer) is { IsMissing: false } error)
        {
            var isRetryable = ServiceError.IsRetryable(error);
            return DispatchOutcome.Failed(
                $"{call.Title} answered with an error object.",
                FlowErrorCodes.ModelError,
                AnswerReading.Detail((int)response.StatusCode, ServiceError.Beginning(error)),
                isRetryable,
                isRetryable ? AnswerReading.RetryAfter(response, time) : null);
        }

        return read(answer) is { IsMissing: false } output
            ? DispatchOutcome.Succeeded(output)
            : AnswerReading.Unfit(FlowErrorCodes.ModelAnswerUnfit, $"{call.Title} answered with something that is no answer of such a service.");
    }
}
