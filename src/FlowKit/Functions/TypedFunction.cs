using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Functions;

/// <summary>Typed functions whose types are read and written by reflection, or return nothing.</summary>
internal static class TypedFunction
{
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public static TypedFunction<TIn, TOut> Reflected<TIn, TOut>(string name) =>
        new(name, ReflectedJson.Of<TIn>(), ReflectedJson.Of<TOut>());

    public static FlowFunction WithoutResult<TIn>(this TypedFunction<TIn, FlowValue> typed, Func<TIn, CancellationToken, Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return typed.Of(async ValueTask<FlowValue> (input, cancellationToken) =>
        {
            await run(input, cancellationToken).ConfigureAwait(false);
            return FlowValue.EmptyObject;
        });
    }
}

/// <summary>Reads the input of one function as a .NET object and writes its result as JSON.</summary>
internal sealed class TypedFunction<TIn, TOut>
{
    private readonly string _name;
    private readonly JsonTypeInfo<TIn> _input;
    private readonly JsonTypeInfo<TOut> _output;

    public TypedFunction(string name, JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        _name = name;
        _input = input;
        _output = output;
    }

    public FlowFunction Of(Func<TIn, CancellationToken, ValueTask<TOut>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return (request, cancellationToken) => CallAsync(request.Input, run, cancellationToken);
    }

    /// <summary>Runs it on an input of the caller's choice.</summary>
    public async ValueTask<DispatchOutcome> CallAsync(
        FlowValue value, Func<TIn, CancellationToken, ValueTask<TOut>> run, CancellationToken cancellationToken) =>
        TryRead(value, out var input, out var refusal)
            ? DispatchOutcome.Succeeded(FlowValue.From(await run(input, cancellationToken).ConfigureAwait(false), _output))
            : refusal;

    public FlowFunction Of(Func<TIn, CancellationToken, Task<TOut>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of((input, cancellationToken) => new ValueTask<TOut>(run(input, cancellationToken)));
    }

    public FlowFunction Of(Func<TIn, CancellationToken, TOut> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of((input, cancellationToken) => new ValueTask<TOut>(run(input, cancellationToken)));
    }

    private bool TryRead(FlowValue value, out TIn input, out DispatchOutcome refusal)
    {
        (input, refusal) = (default!, DispatchOutcome.Accepted);
        try
        {
            if (value.Deserialize(_input) is { } read)
            {
                input = read;
                return true;
            }

            refusal = Unfit(value, "$");
        }
        catch (JsonException fault)
        {
            refusal = Unfit(value, fault.Path);
        }

        return false;
    }

    private DispatchOutcome Unfit(FlowValue value, string? path) => DispatchOutcome.Failed(
        $"The input of function '{_name}' does not fit {TypeText.Of(typeof(TIn))}: {InputFault.Describe(_input, value, path)}.",
        FlowErrorCodes.FunctionInputUnfit,
        retryable: false);
}
