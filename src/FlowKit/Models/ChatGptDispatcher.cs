using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>Asks for a chat completion, of OpenAI or of a server that speaks the same protocol.</summary>
internal sealed class ChatGptDispatcher(ModelService service, ModelOptions options) : IDescribedDispatcher
{
    public const string Protocol = "chatgpt";

    private static readonly DispatcherDescription Described = new(
        "ChatGPT",
        FlowValue.Parse("""
            {
              "type": "object",
              "properties": {
                "apikey": { "type": "string", "format": "password" },
                "prompt": { "type": "string", "description": "What the user says; required unless there are messages." },
                "prompt_prefix": { "type": "string" },
                "prompt_suffix": { "type": "string" },
                "messages": {
                  "type": "array",
                  "description": "Messages before the prompt.",
                  "items": {
                    "type": "object",
                    "properties": { "role": { "type": "string" }, "content": {} },
                    "required": ["role", "content"]
                  }
                },
                "model": { "type": "string", "description": "The host's model by default." },
                "temperature": { "type": "number" },
                "max_tokens": { "type": "integer", "minimum": 1 },
                "response_format": { "type": ["object", "string"], "description": "The protocol's object, or its type alone: json_object." },
                "base_url": { "type": "string", "format": "uri", "description": "A server that speaks the same protocol." }
              },
              "required": ["apikey"],
              "anyOf": [{ "required": ["prompt"] }, { "required": ["messages"] }]
            }
            """),
        SvgIcon.Of("M4 5h16v11H10l-4 4v-4H4z"));

    private static readonly string[] PassedOn = ["temperature", "max_tokens"];

    public DispatcherDescription Description => Described;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
        service.AskAsync(request, Ask, Read, cancellationToken);

    private ModelQuestion Ask(ModelInput input)
    {
        var body = new List<KeyValuePair<string, FlowValue>>
        {
            new("model", input.TextOrNull("model") ?? options.Model),
            new("messages", FlowValue.Array(Messages(input))),
        };
        body.AddRange(PassedOn.Where(name => !input[name].IsNullOrMissing).Select(name => KeyValuePair.Create(name, input[name])));
        if (input["response_format"] is { IsNullOrMissing: false } format)
        {
            body.Add(new("response_format", format.AsString() is { } type ? FlowValue.Object(("type", type)) : format));
        }

        return new(ModelAddress.Of(input, options.BaseUrl, "chat/completions"), FlowValue.Object(body));
    }

    /// <summary>The messages of the input, then the prompt as what the user says.</summary>
    private static List<FlowValue> Messages(ModelInput input)
    {
        var given = input["messages"];
        if (!given.IsNullOrMissing && (given.Kind != FlowValueKind.Array || given.Items.Any(one => one.Kind != FlowValueKind.Object)))
        {
            throw input.Unfit("messages", "a list of objects with 'role' and 'content'");
        }

        var messages = given.Items.ToList();
        if (input.WrappedOrNull("prompt") is { } prompt)
        {
            messages.Add(FlowValue.Object(("role", "user"), ("content", prompt)));
        }

        return messages.Count > 0 ? messages : throw input.Missing("prompt");
    }

    private static FlowValue Read(FlowValue answer) => answer["choices"].Kind != FlowValueKind.Array ? default : FlowValue.Object(
        ("result", answer),
        ("text", OrNull(answer["choices"][0]["message"]["content"])),
        ("usage", OrNull(answer["usage"])));

    // Keys that are always there are easier to map than keys that may be.
    private static FlowValue OrNull(FlowValue value) => value.IsMissing ? FlowValue.Null : value;
}
