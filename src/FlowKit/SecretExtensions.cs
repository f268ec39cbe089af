using FlowKit.Secrets;

namespace FlowKit;

/// <summary>Secrets for an engine that is put together without a container.</summary>
public static class SecretExtensions
{
    /// <summary>
    /// Constants in the inputs, parameters and addresses of <c>function</c> tasks may refer to secrets: <c>Bearer ${secrets.openai}</c>. They are
    /// filled in when an attempt is sent out and nowhere else, so no store, view, log or failure holds them.
    /// </summary>
    /// <param name="builder">The engine to be.</param>
    /// <param name="provider">Gives the values.</param>
    /// <param name="forForeignFlows">Also for flows that are added through an interface to the outside. Whoever may add such a flow can read every secret then.</param>
    public static FlowEngineBuilder UseSecrets(this FlowEngineBuilder builder, ISecretProvider provider, bool forForeignFlows = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(provider);
        return builder.UseSecrets(provider, new SecretScrubber(), forForeignFlows);
    }

    internal static FlowEngineBuilder UseSecrets(
        this FlowEngineBuilder builder, ISecretProvider provider, SecretScrubber scrubber, bool forForeignFlows) =>
        builder.FillSecrets(dispatcher => new SecretDispatcher(dispatcher, provider, scrubber, forForeignFlows));
}
