using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Functions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit.Steps;

/// <summary>Steps: tasks whose code is given with them.</summary>
public sealed partial class FlowBuilder
{
    /// <summary>A step that is a delegate.</summary>
    /// <param name="name">The task.</param>
    /// <param name="run">Runs one attempt. An exception is a retryable failure of the attempt.</param>
    /// <param name="options">Says how it is run; null for once, without a limit.</param>
    [OverloadResolutionPriority(1)]
    public FlowBuilder Step(string name, Func<StepContext, CancellationToken, Task> run, Action<StepOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Step(name, (step, cancellationToken) => new ValueTask(run(step, cancellationToken)), options);
    }

    /// <inheritdoc cref="Step(string, Func{StepContext, CancellationToken, Task}, Action{StepOptions})"/>
    public FlowBuilder Step(string name, Func<StepContext, CancellationToken, ValueTask> run, Action<StepOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return AddStep(name, options, _ => async (step, cancellationToken) =>
        {
            await run(step, cancellationToken).ConfigureAwait(false);
            return DispatchOutcome.Succeeded();
        });
    }

    /// <summary>A step that is a class of the container; it needs <c>AddFlowEngine</c>.</summary>
    /// <param name="name">The task.</param>
    /// <param name="options">Says how it is run; null for once, without a limit.</param>
    /// <typeparam name="TStep">The class. The container learns of it when it does not know it.</typeparam>
    /// <typeparam name="TIn">What its parameters are read into.</typeparam>
    /// <typeparam name="TOut">What it gives.</typeparam>
    [RequiresUnreferencedCode(ReflectedJson.Why)]
    [RequiresDynamicCode(ReflectedJson.Why)]
    public FlowBuilder Step<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep, TIn, TOut>(
        string name, Action<StepOptions>? options = null)
        where TStep : class, IFlowStep<TIn, TOut> => AddClass<TStep, TIn, TOut>(name, TypedFunction.Reflected<TIn, TOut>(name), options);

    /// <summary>A step that is a class of the container, and that needs no reflection.</summary>
    /// <param name="name">The task.</param>
    /// <param name="input">How its parameters are read.</param>
    /// <param name="output">How what it gives is written.</param>
    /// <param name="options">Says how it is run; null for once, without a limit.</param>
    /// <typeparam name="TStep">The class. The container learns of it when it does not know it.</typeparam>
    /// <typeparam name="TIn">What its parameters are read into.</typeparam>
    /// <typeparam name="TOut">What it gives.</typeparam>
    public FlowBuilder Step<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep, TIn, TOut>(
        string name, JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output, Action<StepOptions>? options = null)
        where TStep : class, IFlowStep<TIn, TOut> => AddClass<TStep, TIn, TOut>(name, new TypedFunction<TIn, TOut>(name, input, output), options);

    private FlowBuilder AddClass<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep, TIn, TOut>(
        string name, TypedFunction<TIn, TOut> typed, Action<StepOptions>? options)
        where TStep : class, IFlowStep<TIn, TOut>
    {
        _draft.Services.Add(services => services.TryAddTransient<TStep>());
        return AddStep(name, options, provider =>
        {
            var scopes = provider?.GetRequiredService<IServiceScopeFactory>() ?? throw new InvalidOperationException(
                $"The step '{name}' is the class {typeof(TStep).Name}, which a container makes. Add the flow with AddFlowEngine.");
            return async (step, cancellationToken) =>
            {
                var scope = scopes.CreateAsyncScope();
                await using (scope.ConfigureAwait(false))
                {
                    var made = scope.ServiceProvider.GetRequiredService<TStep>();
                    return await typed.CallAsync(
                        step.Params.ToValue(), (input, token) => made.RunAsync(input, step, token), cancellationToken).ConfigureAwait(false);
                }
            };
        });
    }

    private FlowBuilder AddStep(string name, Action<StepOptions>? options, Func<IServiceProvider?, StepCode> code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var chosen = new StepOptions();
        options?.Invoke(chosen);
        var task = new FunctionTask
        {
            Name = name,
            ResourceName = (Located<string>)StepAddress.Of(_draft.Flow.Name, name, chosen.Missing),
            OutputMappings = StepMappings.OutOf(name),
        };
        _draft.Steps.Add(new(name, _item, chosen.Texts, chosen.Paths, code));
        return Add(task, chosen.Apply);
    }
}
