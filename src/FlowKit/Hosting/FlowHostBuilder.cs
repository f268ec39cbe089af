using System.Diagnostics.CodeAnalysis;
using FlowKit.Callbacks;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Files;
using FlowKit.Http;
using FlowKit.Models;
using FlowKit.Storing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit.Hosting;

/// <summary>Says what the engine of a container is made of. Nothing is read or built before the engine is first needed.</summary>
public sealed partial class FlowHostBuilder
{
    private readonly List<Action<FlowEngineBuilder, IServiceProvider>> _parts = [];

    internal FlowHostBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container's services, for packages that bring a store or a dispatcher.</summary>
    public IServiceCollection Services { get; }

    internal FlowEngineOptions Options { get; private set; } = new();

    internal HttpDispatcherOptions Http { get; private set; } = new();

    internal ModelOptions ChatGpt { get; private set; } = ModelOptions.ChatGpt;

    internal ModelOptions AliyunAi { get; private set; } = ModelOptions.AliyunAi;

    internal FlowTexts Texts { get; } = new();

    internal IReadOnlyList<Action<FlowEngineBuilder, IServiceProvider>> Parts => _parts;

    /// <summary>Where the web host is reached, once it is known and unless the options say it.</summary>
    internal Func<Uri?> ServerAddress { get; set; } = () => null;

    /// <summary>The engine is put together: what changes from here on changes nothing.</summary>
    internal bool IsBuilt { get; set; }

    /// <summary>Changes bounds and addresses: <c>Configure(options => options with { ServerUrl = ... })</c>.</summary>
    /// <exception cref="InvalidOperationException">The engine runs already.</exception>
    public FlowHostBuilder Configure(Func<FlowEngineOptions, FlowEngineOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (IsBuilt)
        {
            throw new InvalidOperationException("The engine runs already: its options cannot be changed any more.");
        }

        Options = change(Options);
        return this;
    }

    /// <summary>Changes the bounds of HTTP calls: <c>ConfigureHttp(http => http with { AddressPolicy = AddressPolicy.PublicOnly })</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive.</exception>
    public FlowHostBuilder ConfigureHttp(Func<HttpDispatcherOptions, HttpDispatcherOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Http = change(Http).Checked();
        return this;
    }

    /// <summary>Changes how <c>chatgpt</c> tasks ask: <c>ConfigureChatGpt(chat => chat with { Model = "..." })</c>.</summary>
    /// <exception cref="ArgumentException">A bound is not positive, or the base URL is none.</exception>
    public FlowHostBuilder ConfigureChatGpt(Func<ModelOptions, ModelOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ChatGpt = change(ChatGpt).Checked();
        return this;
    }

    /// <summary>Changes how <c>aliyun_ai</c> tasks ask: <c>ConfigureAliyunAi(qwen => qwen with { Model = "..." })</c>.</summary>
    /// <exception cref="ArgumentException">A bound is not positive, or the base URL is none.</exception>
    public FlowHostBuilder ConfigureAliyunAi(Func<ModelOptions, ModelOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        AliyunAi = change(AliyunAi).Checked();
        return this;
    }

    /// <summary>Adds a flow that was built in code.</summary>
    public FlowHostBuilder AddFlow(FlowDescriptor flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return Add((engine, _) => engine.AddFlow(flow));
    }

    /// <summary>Adds the flow of a text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">What diagnostics call the text; null for <c>flow</c>.</param>
    public FlowHostBuilder AddFlowYaml([StringSyntax("yaml")] string text, string? name = null)
    {
        Texts.AddText(text, name);
        return this;
    }

    /// <summary>Adds the flow of a file; a relative path is looked up under the host's content root, then beside the application.</summary>
    public FlowHostBuilder AddFlowFile(string path)
    {
        Texts.AddFile(path);
        return this;
    }

    /// <summary>
    /// Adds every <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> of a folder and the folders in it; <c>*.flowtest.yaml</c> is left out. A
    /// relative path is looked up under the host's content root, then beside the application.
    /// </summary>
    public FlowHostBuilder AddFlowsFrom(string folder)
    {
        Texts.AddFolder(folder);
        return this;
    }

    /// <summary>Adds a dispatcher that the container makes, once; it may ask for any singleton.</summary>
    /// <param name="protocols">The protocols it serves, such as <c>sms</c> for <c>sms://...</c>; one of the package's own replaces that.</param>
    public FlowHostBuilder AddDispatcher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDispatcher>(
        params string[] protocols)
        where TDispatcher : class, IDispatcher
    {
        Services.TryAddSingleton<TDispatcher>();
        return AddEach(protocols, provider => provider.GetRequiredService<TDispatcher>());
    }

    /// <summary>Adds a dispatcher of the host's own making.</summary>
    /// <param name="protocol">The protocol it serves; one of the package's own replaces that.</param>
    /// <param name="dispatcher">Answers its tasks.</param>
    public FlowHostBuilder AddDispatcher(string protocol, IDispatcher dispatcher)
    {
        ArgumentNullException.ThrowIfNull(dispatcher);
        return AddEach([protocol], _ => dispatcher);
    }

    /// <summary>Adds a sink that the container makes, once; it may ask for any singleton.</summary>
    public FlowHostBuilder AddSink<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>()
        where TSink : class, ICallbackSink
    {
        Services.TryAddSingleton<TSink>();
        return Add((engine, provider) => engine.AddSink(provider.GetRequiredService<TSink>()));
    }

    /// <summary>Adds a sink of the host's own making.</summary>
    public FlowHostBuilder AddSink(ICallbackSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Add((engine, _) => engine.AddSink(sink));
    }

    /// <summary>Keeps executions in a store of the host's choice; without one they live in memory and end with the process.</summary>
    public FlowHostBuilder UseStore(Func<IServiceProvider, IStateStore> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Add((engine, provider) => engine.UseStore(store(provider)));
    }

    private FlowHostBuilder AddEach(string[] protocols, Func<IServiceProvider, IDispatcher> dispatcher)
    {
        ArgumentOutOfRangeException.ThrowIfZero(protocols.Length);
        Array.ForEach(protocols, protocol => ArgumentException.ThrowIfNullOrWhiteSpace(protocol, nameof(protocols)));
        return Add((engine, provider) => Array.ForEach(protocols, protocol => engine.AddDispatcher(protocol, dispatcher(provider))));
    }

    private FlowHostBuilder Add(Action<FlowEngineBuilder, IServiceProvider> part)
    {
        _parts.Add(part);
        return this;
    }
}
