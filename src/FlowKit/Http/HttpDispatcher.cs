using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>Sends each attempt as one HTTP request and reads the answer. Retries are the task's own affair.</summary>
internal sealed class HttpDispatcher(Func<HttpMessageInvoker> clients, HttpDispatcherOptions options, TimeProvider time) : IDescribedDispatcher
{
    private static readonly DispatcherDescription Described = new(
        "HTTP",
        FlowValue.Parse("""
            {
              "type": "object",
              "properties": {
                "query": { "type": "object", "description": "Query parameters; query_params_* as well." },
                "header": { "type": "object", "description": "Headers; request_header_* as well." },
                "body": { "type": "object", "description": "Members of the body; request_config_* and every other key as well." }
              }
            }
            """),
        SvgIcon.Of("M4 12h16M14 6l6 6-6 6"));

    private readonly HttpSending _sending = new(clients, options.CallTimeout, options.ConnectTimeout, time);
    private readonly RequestMaking _requests = new();
    private readonly HttpReading _answer = new AnswerReading(options.AnswerBytes, time, isAsynchronous: false).ReadAsync;
    private readonly HttpReading _acknowledgement = new AnswerReading(options.AnswerBytes, time, isAsynchronous: true).ReadAsync;

    public DispatcherDescription Description => Described;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return _sending.SendAsync(_requests.Of(request), request.IsAsynchronous ? _acknowledgement : _answer, cancellationToken);
        }
        catch (HttpFaultException refusal)
        {
            return new(HttpSending.Refused(refusal));
        }
    }
}
