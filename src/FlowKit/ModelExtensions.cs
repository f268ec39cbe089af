using FlowKit.Http;
using FlowKit.Models;

namespace FlowKit;

/// <summary>Language models for an engine that is put together without a container.</summary>
public static class ModelExtensions
{
    /// <summary>Adds the dispatcher for <c>chatgpt</c>: chat completions of OpenAI, or of a server that speaks the same protocol.</summary>
    /// <param name="builder">The engine to be; its clock is the one that was set before this call.</param>
    /// <param name="options">Where and how long it asks; null for <see cref="ModelOptions.ChatGpt"/>.</param>
    /// <param name="http">Which addresses it may call; null for the defaults.</param>
    /// <exception cref="ArgumentException">A bound is not positive, or the base URL is none.</exception>
    public static FlowEngineBuilder AddChatGpt(this FlowEngineBuilder builder, ModelOptions? options = null, HttpDispatcherOptions? http = null)
    {
        http = (http ?? new HttpDispatcherOptions()).Checked();
        return builder.AddChatGpt((options ?? ModelOptions.ChatGpt).Checked(), http, Clients(http));
    }

    /// <summary>Adds the dispatcher for <c>aliyun_ai</c>: text generation of Alibaba Cloud Model Studio (DashScope).</summary>
    /// <param name="builder">The engine to be; its clock is the one that was set before this call.</param>
    /// <param name="options">Where and how long it asks; null for <see cref="ModelOptions.AliyunAi"/>.</param>
    /// <param name="http">Which addresses it may call; null for the defaults.</param>
    /// <exception cref="ArgumentException">A bound is not positive, or the base URL is none.</exception>
    public static FlowEngineBuilder AddAliyunAi(this FlowEngineBuilder builder, ModelOptions? options = null, HttpDispatcherOptions? http = null)
    {
        http = (http ?? new HttpDispatcherOptions()).Checked();
        return builder.AddAliyunAi((options ?? ModelOptions.AliyunAi).Checked(), http, Clients(http));
    }

    internal static FlowEngineBuilder AddChatGpt(
        this FlowEngineBuilder builder, ModelOptions options, HttpDispatcherOptions http, Func<HttpMessageInvoker> clients) =>
        builder.AddDispatcher(ChatGptDispatcher.Protocol, new ChatGptDispatcher(Service(builder, options, http, clients), options));

    internal static FlowEngineBuilder AddAliyunAi(
        this FlowEngineBuilder builder, ModelOptions options, HttpDispatcherOptions http, Func<HttpMessageInvoker> clients) =>
        builder.AddDispatcher(AliyunAiDispatcher.Protocol, new AliyunAiDispatcher(Service(builder, options, http, clients), options));

    private static ModelService Service(FlowEngineBuilder builder, ModelOptions options, HttpDispatcherOptions http, Func<HttpMessageInvoker> clients)
    {
        var sending = new HttpSending(clients, options.CallTimeout, http.ConnectTimeout, builder.Time);
        return new(sending, options.AnswerBytes, builder.Time);
    }

    private static Func<HttpMessageInvoker> Clients(HttpDispatcherOptions options)
    {
        var client = new HttpMessageInvoker(HttpHandling.CreateHandler(options));
        return () => client;
    }
}
