using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using FlowKit.Functions;
using FlowKit.Values;

namespace FlowKit;

/// <summary>
/// Delegates as executors, for an engine that is put together without a container: <c>AddFunction("greet", ...)</c> is
/// <c>function://greet</c>.
/// </summary>
/// <remarks>
/// Names are told apart by case. An exception is a retryable failure of the attempt. A function that completes at once costs no thread
/// hop. Typed functions read their input by the rules of <see cref="System.Text.Json.JsonSerializerDefaults.Web"/>; an input that does not
/// fit, a missing parameter included, fails the task and is not retried.
/// </remarks>
public static class FunctionExtensions
{
    /// <summary>Adds a function from JSON to JSON.</summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="name">What <c>function://name</c> calls.</param>
    /// <param name="function">Takes the input, an object; anything but an object that it gives becomes <c>{ "data": value }</c>.</param>
    /// <exception cref="ArgumentException">The name is taken, or blank.</exception>
    public static FlowEngineBuilder AddFunction(this FlowEngineBuilder builder, string name, Func<FlowValue, FlowValue> function) =>
        builder.AddFunction(name, JsonFunction.Of(function));

    /// <summary>Adds an asynchronous function from JSON to JSON.</summary>
    /// <inheritdoc cref="AddFunction(FlowEngineBuilder, string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(4)]
    public static FlowEngineBuilder AddFunction(
        this FlowEngineBuilder builder, string name, Func<FlowValue, CancellationToken, ValueTask<FlowValue>> function) =>
        builder.AddFunction(name, JsonFunction.Of(function));

    /// <summary>Adds a function that sees its attempt whole and says the outcome itself.</summary>
    /// <inheritdoc cref="AddFunction(FlowEngineBuilder, string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(4)]
    public static FlowEngineBuilder AddFunction(this FlowEngineBuilder builder, string name, FlowFunction function)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var dispatcher = builder.DispatcherFor(FunctionDispatcher.Protocol) ?? new FunctionDispatcher();
        var functions = dispatcher as FunctionDispatcher ??
            throw new InvalidOperationException("The protocol 'function' has a dispatcher of the host's own, which takes no functions.");
        functions.Add(name, function);
        return builder.AddDispatcher(FunctionDispatcher.Protocol, functions);
    }

    /// <summary>Adds a typed function.</summary>
    /// <inheritdoc cref="AddFunction(FlowEngineBuilder, string, Func{FlowValue, FlowValue})"/>
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public static FlowEngineBuilder AddFunction<TIn, TOut>(
        this FlowEngineBuilder builder, string name, Func<TIn, CancellationToken, TOut> function) =>
        builder.AddFunction(name, TypedFunction.Reflected<TIn, TOut>(name).Of(function));

    /// <summary>Adds a typed asynchronous function.</summary>
    /// <inheritdoc cref="AddFunction(FlowEngineBuilder, string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(3)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public static FlowEngineBuilder AddFunction<TIn, TOut>(
        this FlowEngineBuilder builder, string name, Func<TIn, CancellationToken, Task<TOut>> function) =>
        builder.AddFunction(name, TypedFunction.Reflected<TIn, TOut>(name).Of(function));

    /// <summary>Adds a typed asynchronous function.</summary>
    /// <inheritdoc cref="AddFunction(FlowEngineBuilder, string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(2)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public static FlowEngineBuilder AddFunction<TIn, TOut>(
        this FlowEngineBuilder builder, string name, Func<TIn, CancellationToken, ValueTask<TOut>> function) =>
        builder.AddFunction(name, TypedFunction.Reflected<TIn, TOut>(name).Of(function));

    /// <summary>Adds a typed asynchronous function without a result; its output is an empty object.</summary>
    /// <inheritdoc cref="AddFunction(FlowEngineBuilder, string, Func{FlowValue, FlowValue})"/>
    [OverloadResolutionPriority(1)]
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public static FlowEngineBuilder AddFunction<TIn>(
        this FlowEngineBuilder builder, string name, Func<TIn, CancellationToken, Task> function) =>
        builder.AddFunction(name, TypedFunction.Reflected<TIn, FlowValue>(name).WithoutResult(function));

    /// <summary>Adds a typed function that needs no reflection.</summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="name">What <c>function://name</c> calls.</param>
    /// <param name="function">Takes the input; anything but an object that it gives becomes <c>{ "data": value }</c>.</param>
    /// <param name="input">How the input is read.</param>
    /// <param name="output">How the result is written.</param>
    /// <exception cref="ArgumentException">The name is taken, or blank.</exception>
    public static FlowEngineBuilder AddFunction<TIn, TOut>(
        this FlowEngineBuilder builder,
        string name,
        Func<TIn, CancellationToken, TOut> function,
        JsonTypeInfo<TIn> input,
        JsonTypeInfo<TOut> output) =>
        builder.AddFunction(name, new TypedFunction<TIn, TOut>(name, input, output).Of(function));

    /// <summary>Adds a typed asynchronous function that needs no reflection.</summary>
    /// <inheritdoc cref="AddFunction{TIn, TOut}(FlowEngineBuilder, string, Func{TIn, CancellationToken, TOut}, JsonTypeInfo{TIn}, JsonTypeInfo{TOut})"/>
    [OverloadResolutionPriority(1)]
    public static FlowEngineBuilder AddFunction<TIn, TOut>(
        this FlowEngineBuilder builder,
        string name,
        Func<TIn, CancellationToken, ValueTask<TOut>> function,
        JsonTypeInfo<TIn> input,
        JsonTypeInfo<TOut> output) =>
        builder.AddFunction(name, new TypedFunction<TIn, TOut>(name, input, output).Of(function));
}
