using System.Diagnostics.CodeAnalysis;
using FlowKit.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowKit.Hosting;

/// <summary>Secrets, and what is not shown.</summary>
public sealed partial class FlowHostBuilder
{
    private readonly List<string> _redacted = [.. Redaction.DefaultNames];

    /// <summary>Those that were handed out since the start.</summary>
    internal SecretScrubber Scrubber { get; } = new();

    internal Redaction Redaction => field ??= new(_redacted);

    /// <summary>
    /// Constants in the inputs, parameters and addresses of <c>function</c> tasks may refer to secrets: <c>Bearer ${secrets.openai}</c>. They are
    /// filled in when an attempt is sent out and nowhere else, so no store, view, log or failure holds them. The container makes the provider, once.
    /// </summary>
    /// <param name="forForeignFlows">
    /// Also for flows that are added through the HTTP API. Whoever may add such a flow can read every secret then; false by default.
    /// </param>
    public FlowHostBuilder UseSecrets<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        bool forForeignFlows = false)
        where TProvider : class, ISecretProvider
    {
        Services.TryAddSingleton<TProvider>();
        return Add((engine, provider) => engine.UseSecrets(provider.GetRequiredService<TProvider>(), Scrubber, forForeignFlows));
    }

    /// <summary>The same with a delegate from name to value: <c>UseSecrets(name => configuration[$"Secrets:{name}"])</c>.</summary>
    /// <param name="secretOf">Gives the value; null when there is no such secret.</param>
    /// <param name="forForeignFlows">As for <see cref="UseSecrets{TProvider}(bool)"/>.</param>
    public FlowHostBuilder UseSecrets(Func<string, string?> secretOf, bool forForeignFlows = false)
    {
        ArgumentNullException.ThrowIfNull(secretOf);
        return Add((engine, _) => engine.UseSecrets(new DelegateSecretProvider(secretOf), Scrubber, forForeignFlows));
    }

    /// <summary>
    /// Masks the values of these names too wherever executions are shown; <c>apikey authorization password secret token</c> are masked anyway. Also
    /// masked are names that end with one of them, such as <c>access_token</c>.
    /// </summary>
    public FlowHostBuilder Redact(params string[] names)
    {
        Array.ForEach(names, name => ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names)));
        _redacted.AddRange(names);
        return this;
    }
}
