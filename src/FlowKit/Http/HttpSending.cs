using System.Net.Sockets;
using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Http;

/// <summary>Sends a call once, follows its redirects, and turns what goes wrong on the way into failures.</summary>
internal sealed class HttpSending(Func<HttpMessageInvoker> clients, TimeSpan callTimeout, TimeSpan connectTimeout, TimeProvider time)
{
    private readonly CallLimits _limits = new(callTimeout, time);

    public async ValueTask<DispatchOutcome> SendAsync(HttpCall call, HttpReading read, CancellationToken cancellationToken)
    {
        var (limit, isOver) = (_limits.Begin(), false);
        var wish = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        try
        {
            var client = clients();
            for (var followed = 0; ; followed++)
            {
                using var message = call.ToMessage();
                using var response = await SendAsync(client, message, limit.Token).ConfigureAwait(false);
                if (Redirects.Next(call, response, followed) is not { } next)
                {
                    var outcome = await read(call, response, limit.Token).ConfigureAwait(false);
                    isOver = true;
                    return outcome;
                }

                call = next;
            }
        }
        catch (Exception fault) when (Explain(call, fault, limit.IsCancellationRequested) is { } failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return failure;
        }
        finally
        {
            wish.Dispose();
            _limits.End(limit, isOver);
        }
    }

    public static DispatchOutcome Refused(HttpFaultException refusal) =>
        DispatchOutcome.Failed(refusal.Message, refusal.Code, retryable: false);

    // A client would read the body ahead, unless it is told not to.
    private static Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client, HttpRequestMessage message, CancellationToken cancellationToken) =>
        client is HttpClient reading
            ? reading.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : client.SendAsync(message, cancellationToken);

    private DispatchOutcome? Explain(HttpCall call, Exception fault, bool isOverLimit) => fault switch
    {
        _ when RefusalIn(fault) is { } refusal => Refused(refusal),
        OperationCanceledException when isOverLimit => DispatchOutcome.Failed(
            $"{call.Title} took longer than {callTimeout}, the limit of this host.", FlowErrorCodes.HttpCallTimeout),
        OperationCanceledException => DispatchOutcome.Failed(
            $"{call.Title} got no connection within {connectTimeout}.", FlowErrorCodes.HttpNoConnection),
        HttpRequestException or IOException => DispatchOutcome.Failed(
            $"{call.Title} got no answer: {WordFor(fault)}.", FlowErrorCodes.HttpNoConnection),
        _ => null,
    };

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
