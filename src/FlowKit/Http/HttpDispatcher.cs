using System.Net.Sockets;
using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Http;

/// <summary>Sends each attempt as one HTTP request and reads the answer. Retries are the task's own affair.</summary>
internal sealed class HttpDispatcher(Func<HttpClient> clients, HttpDispatcherOptions options, TimeProvider time) : IDispatcher
{
    private readonly AnswerReading _answers = new(options.AnswerBytes, time);

    public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        HttpCall call;
        try
        {
            call = RequestMaking.Of(request);
        }
        catch (HttpFaultException refusal)
        {
            return Refused(refusal);
        }

        using var limit = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SendAsync(call, request.IsAsynchronous, either.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (Explain(call, fault, limit.IsCancellationRequested) is { } failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return failure;
        }
    }

    private async ValueTask<DispatchOutcome> SendAsync(HttpCall call, bool isAsynchronous, CancellationToken cancellationToken)
    {
        var client = clients();
        for (var followed = 0; ; followed++)
        {
            using var message = call.ToMessage();
            using var response = await client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (Redirects.Next(call, response, followed) is not { } next)
            {
                return await _answers.ReadAsync(call, response, isAsynchronous, cancellationToken).ConfigureAwait(false);
            }

            call = next;
        }
    }

    private DispatchOutcome? Explain(HttpCall call, Exception fault, bool isOverLimit) => fault switch
    {
        _ when RefusalIn(fault) is { } refusal => Refused(refusal),
        OperationCanceledException when isOverLimit => DispatchOutcome.Failed(
            $"{call.Title} took longer than {options.CallTimeout}, the limit of this host.", FlowErrorCodes.HttpCallTimeout),
        OperationCanceledException => DispatchOutcome.Failed(
            $"{call.Title} got no connection within {options.ConnectTimeout}.", FlowErrorCodes.HttpNoConnection),
        HttpRequestException or IOException => DispatchOutcome.Failed(
            $"{call.Title} got no answer: {WordFor(fault)}.", FlowErrorCodes.HttpNoConnection),
        _ => null,
    };

    private static DispatchOutcome Refused(HttpFaultException refusal) =>
        DispatchOutcome.Failed(refusal.Message, refusal.Code, retryable: false);

    // The guard speaks from within the handler, which wraps what it throws.
    private static HttpFaultException? RefusalIn(Exception? fault)
    {
        while (fault is not (null or HttpFaultException))
        {
            fault = fault.InnerException;
        }

        return (HttpFaultException?)fault;
    }

    private static string WordFor(Exception fault) => fault switch
    {
        { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException request => request.HttpRequestError.ToString(),
        HttpIOException broken => broken.HttpRequestError.ToString(),
        _ => "it broke off",
    };
}
