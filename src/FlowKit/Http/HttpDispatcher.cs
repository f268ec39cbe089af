using FlowKit.Dispatching;

namespace FlowKit.Http;

/// <summary>Sends each attempt as one HTTP request and reads the answer. Retries are the task's own affair.</summary>
internal sealed class HttpDispatcher(Func<HttpClient> clients, HttpDispatcherOptions options, TimeProvider time) : IDispatcher
{
    private readonly HttpSending _sending = new(clients, options.CallTimeout, options.ConnectTimeout, time);
    private readonly AnswerReading _answers = new(options.AnswerBytes, time);

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var call = RequestMaking.Of(request);
            var isAsynchronous = request.IsAsynchronous;
            return _sending.SendAsync(
                call, (sent, response, token) => _answers.ReadAsync(sent, response, isAsynchronous, token), cancellationToken);
        }
        catch (HttpFaultException refusal)
        {
            return new(HttpSending.Refused(refusal));
        }
    }
}
