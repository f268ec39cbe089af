using System.Diagnostics.CodeAnalysis;
using FlowKit.Steps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit.Hosting;

/// <summary>Flows that are written in code, and what belongs to them.</summary>
public sealed partial class FlowHostBuilder
{
    /// <summary>Adds a flow that is written in code.</summary>
    /// <param name="name"><c>workspace:dagName</c>.</param>
    /// <param name="build">Says what the flow is made of; called at once.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public FlowHostBuilder AddFlow(string name, Action<FlowBuilder> build)
    {
        var draft = FlowBuilder.Draft(name, build);
        draft.Services.ForEach(add => add(Services));
        return Add((engine, provider) =>
        {
            engine.Steps().Redaction = Redaction;
            engine.AddDraft(draft, provider);
        });
    }

    /// <summary>Texts of steps may refer to what the resolver knows. The container makes it, once; resolvers are asked in the order they are added.</summary>
    public FlowHostBuilder AddVariables<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TResolver>()
        where TResolver : class, IVariableResolver
    {
        Services.TryAddSingleton<TResolver>();
        return Add((engine, provider) => engine.AddVariables(provider.GetRequiredService<TResolver>()));
    }

    /// <summary>Adds who is told of the end of flows that say <c>OnCompleted(name)</c>.</summary>
    public FlowHostBuilder AddCompletion(string name, FlowCompletion completion) => Add((engine, _) => engine.AddCompletion(name, completion));
}
