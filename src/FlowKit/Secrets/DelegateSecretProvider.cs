namespace FlowKit.Secrets;

/// <summary>Secrets by name alone.</summary>
internal sealed class DelegateSecretProvider(Func<string, string?> secretOf) : ISecretProvider
{
    public ValueTask<string?> GetAsync(SecretRequest request, CancellationToken cancellationToken) => new(secretOf(request.Name));
}
