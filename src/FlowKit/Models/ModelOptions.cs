using FlowKit.Http;

namespace FlowKit.Models;

/// <summary>
/// Where a language model is asked, and the bounds of asking. Copied when the engine is built. Which addresses may be called and how long
/// making a connection may take is said by <see cref="HttpDispatcherOptions"/>.
/// </summary>
public sealed record ModelOptions
{
    /// <summary>10 MiB.</summary>
    public const int DefaultAnswerBytes = 10 * 1024 * 1024;

    /// <summary>10 minutes.</summary>
    public static readonly TimeSpan DefaultCallTimeout = TimeSpan.FromMinutes(10);

    /// <summary>What <c>chatgpt</c> tasks use by default: <c>https://api.openai.com/v1</c>, <c>gpt-3.5-turbo</c>.</summary>
    public static ModelOptions ChatGpt { get; } = new() { BaseUrl = new("https://api.openai.com/v1"), Model = "gpt-3.5-turbo" };

    /// <summary>What <c>aliyun_ai</c> tasks use by default: <c>https://dashscope.aliyuncs.com/api/v1</c>, <c>qwen-plus</c>.</summary>
    public static ModelOptions AliyunAi { get; } = new() { BaseUrl = new("https://dashscope.aliyuncs.com/api/v1"), Model = "qwen-plus" };

    /// <summary>What the path of the service is appended to; <c>base_url</c> in the input of a task wins.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The model that is asked; <c>model</c> in the input of a task wins.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// How long one call may take from the request to the end of the answer. 10 minutes by default; a task's own
    /// <c>timeline.timeoutInSeconds</c> counts as well, the shorter one ends the call.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = DefaultCallTimeout;

    /// <summary>Bytes of an answer after decompression; a longer one fails the task. 10 MiB by default.</summary>
    public int AnswerBytes { get; init; } = DefaultAnswerBytes;

    internal ModelOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(BaseUrl);
        ArgumentException.ThrowIfNullOrWhiteSpace(Model);
        HttpDispatcherOptions.ThrowUnlessPositive(CallTimeout, nameof(CallTimeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(AnswerBytes);
        return ModelAddress.IsHttp(BaseUrl)
            ? this
            : throw new ArgumentException($"{nameof(BaseUrl)} must be an absolute http or https URL.", nameof(BaseUrl));
    }
}
