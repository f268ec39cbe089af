using FlowKit.Steps;

namespace FlowKit;

/// <summary>Flows that are written in code, for an engine that is put together without a container.</summary>
public static class StepExtensions
{
    /// <summary>Adds a flow that is written in code. Steps that are classes need a container.</summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="name"><c>workspace:dagName</c>.</param>
    /// <param name="build">Says what the flow is made of; called at once.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="InvalidOperationException">A step is a class.</exception>
    public static FlowEngineBuilder AddFlow(this FlowEngineBuilder builder, string name, Action<FlowBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddDraft(FlowBuilder.Draft(name, build), provider: null);
    }

    /// <summary>Texts of steps may refer to what the resolver knows. Resolvers are asked in the order they are added.</summary>
    public static FlowEngineBuilder AddVariables(this FlowEngineBuilder builder, IVariableResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resolver);
        builder.Steps().Add(resolver);
        return builder;
    }

    /// <summary>Adds who is told of the end of flows that say <c>OnCompleted(name)</c>.</summary>
    /// <exception cref="ArgumentException">The name is taken, or blank.</exception>
    public static FlowEngineBuilder AddCompletion(this FlowEngineBuilder builder, string name, FlowCompletion completion)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.DispatcherFor(CompletionDispatcher.Protocol) is not CompletionDispatcher completions)
        {
            completions = new();
            builder.AddDispatcher(CompletionDispatcher.Protocol, completions).OnBuilt(completions.Attach);
        }

        completions.Add(name, completion);
        return builder;
    }

    internal static FlowEngineBuilder AddDraft(this FlowEngineBuilder builder, FlowDraft draft, IServiceProvider? provider)
    {
        foreach (var step in draft.Steps)
        {
            builder.Steps().Add(StepAddress.KeyOf(draft.Flow.Name, step.Name), step.Code(provider));
        }

        return builder.ReadKeptYaml().AddFlow(FlowYaml.WithText(draft.ToDescriptor()));
    }

    internal static StepDispatcher Steps(this FlowEngineBuilder builder)
    {
        if (builder.DispatcherFor(StepAddress.Protocol) is StepDispatcher known)
        {
            return known;
        }

        var steps = new StepDispatcher();
        builder.AddDispatcher(StepAddress.Protocol, steps).OnBuilt(steps.Attach);
        return steps;
    }
}
