using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>Gives values that the texts of steps refer to and that are no parameters: <c>${region}</c> from a configuration, say.</summary>
public interface IVariableResolver
{
    /// <summary>The value; missing or null when it is not known here, and the next resolver is asked. Safe to call from many threads.</summary>
    /// <param name="request">What is asked for, and for whom.</param>
    /// <param name="cancellationToken">Cancelled when the attempt is no longer wanted.</param>
    /// <returns>The value, put into the text as it is: nothing in it is looked up. An exception is a retryable failure of the attempt.</returns>
    ValueTask<FlowValue> ResolveAsync(VariableRequest request, CancellationToken cancellationToken);
}
