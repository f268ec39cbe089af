namespace FlowKit.Secrets;

/// <summary>
/// Gives the values of secrets that flows refer to as <c>${secrets.name}</c>: from a vault, a configuration, the environment. Asked at every
/// dispatch of a task that refers to one, so a provider that reads from afar keeps what it read for a while.
/// </summary>
public interface ISecretProvider
{
    /// <summary>The value; null when there is no such secret, or not for this task: the attempt then fails. Safe to call from many threads.</summary>
    /// <param name="request">Which secret, and who asks.</param>
    /// <param name="cancellationToken">Cancelled when the attempt is no longer wanted.</param>
    /// <returns>The value. An exception is a retryable failure of the attempt; its message is kept nowhere.</returns>
    ValueTask<string?> GetAsync(SecretRequest request, CancellationToken cancellationToken);
}
