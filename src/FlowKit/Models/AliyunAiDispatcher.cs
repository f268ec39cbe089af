using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>Asks Alibaba Cloud Model Studio (DashScope) for a text, over its REST protocol.</summary>
internal sealed class AliyunAiDispatcher(ModelService service, ModelOptions options) : IDescribedDispatcher
{
    public const string Protocol = "aliyun_ai";

    private static readonly DispatcherDescription Described = new(
        "Alibaba Cloud Model Studio",
        FlowValue.Parse("""
            {
              "type": "object",
              "properties": {
                "apikey": { "type": "string", "format": "password" },
                "message": { "type": "string" },
                "message_prefix": { "type": "string" },
                "message_suffix": { "type": "string" },
                "model": { "type": "string", "description": "The host's model by default." },
                "base_url": { "type": "string", "format": "uri", "description": "Another address of the service." }
              },
              "required": ["apikey", "message"]
            }
            """),
        SvgIcon.Of("M7 18a4 4 0 0 1 0-8 6 6 0 0 1 11 2 3 3 0 0 1 0 6z"));

    private static readonly FlowValue AsText = FlowValue.Object(("result_format", "text"));

    public DispatcherDescription Description => Described;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
        service.AskAsync(request, Ask, Read, cancellationToken);

    private ModelQuestion Ask(ModelInput input)
    {
        var message = input.WrappedOrNull("message") ?? throw input.Missing("message");
        var body = FlowValue.Object(
            ("model", input.TextOrNull("model") ?? options.Model),
            ("input", FlowValue.Object(("prompt", message))),
            ("parameters", AsText));
        return new(ModelAddress.Of(input, options.BaseUrl, "services/aigc/text-generation/generation"), body);
    }

    /// <summary>The service's object, its text and its id where flows look for them whatever model answered.</summary>
    private static FlowValue Read(FlowValue answer)
    {
        var output = answer["output"];
        if (output.Kind != FlowValueKind.Object)
        {
            return default;
        }

        // Some models answer with choices although a text is asked for.
        var text = output["text"].IsNullOrMissing ? output["choices"][0]["message"]["content"] : default;
        var id = answer["request_id"].IsNullOrMissing ? answer["requestId"] : answer["request_id"];
        return FlowValue.Object(
        [
            .. answer.Members,
            .. text.IsMissing ? [] : new[] { KeyValuePair.Create("output", FlowValue.Object([.. output.Members, new("text", text)])) },
            .. id.IsMissing ? [] : new[] { KeyValuePair.Create("request_id", id), KeyValuePair.Create("requestId", id) },
        ]);
    }
}
