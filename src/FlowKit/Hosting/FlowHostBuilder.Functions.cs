using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using FlowKit.Functions;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Hosting;

/// <summary>Functions; <see cref="FunctionExtensions"/> says how they are called.</summary>
public sealed partial class FlowHostBuilder
{
    /// <summary>Adds a function from JSON to JSON.</summary>
    /// <param name="name">What <c>function://name</c> calls.</param>
    /// <param name="function">Takes the input, an object; anything but an object that it gives becomes <c>{ "data": value }</c>.</param>
    public FlowHostBuilder AddFunction(string name, Func<FlowValue, FlowValue> function) =>
        AddFunction(name, JsonFunction.Of(function));

    /// <summary>Adds an asynchronous function from JSON to JSON.</summary>
    /// <inheritdoc cref="AddFunction(string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(4)]
    public FlowHostBuilder AddFunction(string name, Func<FlowValue, CancellationToken, ValueTask<FlowValue>> function) =>
        AddFunction(name, JsonFunction.Of(function));

    /// <summary>Adds a function that sees its attempt whole and says the outcome itself.</summary>
    /// <inheritdoc cref="AddFunction(string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(4)]
    public FlowHostBuilder AddFunction(string name, FlowFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add((engine, _) => engine.AddFunction(name, function));
    }

    /// <summary>Adds a typed function.</summary>
    /// <inheritdoc cref="AddFunction(string, Func{FlowValue, FlowValue})"/>
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowHostBuilder AddFunction<TIn, TOut>(string name, Func<TIn, CancellationToken, TOut> function) =>
        AddFunction(name, TypedFunction.Reflected<TIn, TOut>(name).Of(function));

    /// <summary>Adds a typed asynchronous function.</summary>
    /// <inheritdoc cref="AddFunction(string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(3)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowHostBuilder AddFunction<TIn, TOut>(string name, Func<TIn, CancellationToken, Task<TOut>> function) =>
        AddFunction(name, TypedFunction.Reflected<TIn, TOut>(name).Of(function));

    /// <summary>Adds a typed asynchronous function.</summary>
    /// <inheritdoc cref="AddFunction(string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(2)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowHostBuilder AddFunction<TIn, TOut>(string name, Func<TIn, CancellationToken, ValueTask<TOut>> function) =>
        AddFunction(name, TypedFunction.Reflected<TIn, TOut>(name).Of(function));

    /// <summary>Adds a typed asynchronous function without a result; its output is an empty object.</summary>
    /// <inheritdoc cref="AddFunction(string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(1)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowHostBuilder AddFunction<TIn>(string name, Func<TIn, CancellationToken, Task> function) =>
        AddFunction(name, TypedFunction.Reflected<TIn, FlowValue>(name).WithoutResult(function));

    /// <summary>Adds a typed function that needs no reflection.</summary>
    /// <param name="name">What <c>function://name</c> calls.</param>
    /// <param name="function">Takes the input; anything but an object that it gives becomes <c>{ "data": value }</c>.</param>
    /// <param name="input">How the input is read.</param>
    /// <param name="output">How the result is written.</param>
    public FlowHostBuilder AddFunction<TIn, TOut>(
        string name, Func<TIn, CancellationToken, TOut> function, JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output) =>
        AddFunction(name, new TypedFunction<TIn, TOut>(name, input, output).Of(function));

    /// <summary>Adds a typed asynchronous function that needs no reflection.</summary>
    /// <inheritdoc cref="AddFunction{TIn, TOut}(string, Func{TIn, CancellationToken, TOut}, JsonTypeInfo{TIn}, JsonTypeInfo{TOut})"/>
    [OverloadResolutionPriority(1)]
    public FlowHostBuilder AddFunction<TIn, TOut>(
        string name, Func<TIn, CancellationToken, ValueTask<TOut>> function, JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output) =>
        AddFunction(name, new TypedFunction<TIn, TOut>(name, input, output).Of(function));

    /// <summary>Adds a function from JSON to JSON that works with a service of the container; every attempt has a scope of its own.</summary>
    /// <param name="name">What <c>function://name</c> calls.</param>
    /// <param name="function">Takes the service and the input; anything but an object that it gives becomes <c>{ "data": value }</c>.</param>
    public FlowHostBuilder AddFunction<TService>(
        string name, Func<TService, FlowValue, CancellationToken, ValueTask<FlowValue>> function)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(function);
        return AddScoped<TService>(name, service => JsonFunction.Of(
            (FlowValue input, CancellationToken cancellationToken) => function(service, input, cancellationToken)));
    }

    /// <summary>Adds a typed function that works with a service of the container; every attempt has a scope of its own.</summary>
    /// <inheritdoc cref="AddFunction{TService}(string, Func{TService, FlowValue, CancellationToken, ValueTask{FlowValue}})"/>
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowHostBuilder AddFunction<TService, TIn, TOut>(string name, Func<TService, TIn, CancellationToken, TOut> function)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(function);
        var typed = TypedFunction.Reflected<TIn, TOut>(name);
        return AddScoped<TService>(name, service => typed.Of(
            (TIn input, CancellationToken cancellationToken) => function(service, input, cancellationToken)));
    }

    /// <summary>Adds a typed asynchronous function that works with a service of the container; every attempt has a scope of its own.</summary>
    /// <inheritdoc cref="AddFunction{TService}(string, Func{TService, FlowValue, CancellationToken, ValueTask{FlowValue}})"/>
    [OverloadResolutionPriority(1)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowHostBuilder AddFunction<TService, TIn, TOut>(string name, Func<TService, TIn, CancellationToken, Task<TOut>> function)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(function);
        var typed = TypedFunction.Reflected<TIn, TOut>(name);
        return AddScoped<TService>(name, service => typed.Of(
            (TIn input, CancellationToken cancellationToken) => function(service, input, cancellationToken)));
    }

    /// <summary>Adds a typed asynchronous function that needs no reflection and works with a service of the container, in a scope per attempt.</summary>
    /// <param name="name">What <c>function://name</c> calls.</param>
    /// <param name="function">Takes the service and the input; anything but an object that it gives becomes <c>{ "data": value }</c>.</param>
    /// <param name="input">How the input is read.</param>
    /// <param name="output">How the result is written.</param>
    public FlowHostBuilder AddFunction<TService, TIn, TOut>(
        string name,
        Func<TService, TIn, CancellationToken, ValueTask<TOut>> function,
        JsonTypeInfo<TIn> input,
        JsonTypeInfo<TOut> output)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(function);
        var typed = new TypedFunction<TIn, TOut>(name, input, output);
        return AddScoped<TService>(name, service => typed.Of(
            (TIn read, CancellationToken cancellationToken) => function(service, read, cancellationToken)));
    }

    private FlowHostBuilder AddScoped<TService>(string name, Func<TService, FlowFunction> function)
        where TService : notnull =>
        Add((engine, provider) => engine.AddFunction(
            name, ScopedFunction.Of(provider.GetRequiredService<IServiceScopeFactory>(), function)));
}
