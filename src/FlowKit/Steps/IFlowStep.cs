namespace FlowKit.Steps;

/// <summary>A step that is a class. The container makes one for every attempt, in a scope of its own that ends with the attempt.</summary>
/// <typeparam name="TIn">What the parameters of the step, as an object, are read into.</typeparam>
/// <typeparam name="TOut">What the step gives; its members are parameters of the step from then on.</typeparam>
public interface IFlowStep<TIn, TOut>
{
    /// <summary>Runs one attempt.</summary>
    /// <param name="input">The parameters of the step, rendered. When they do not fit, the step fails and is not tried again.</param>
    /// <param name="step">The attempt: its ids, and the parameters it may change.</param>
    /// <param name="cancellationToken">Cancelled when the result is no longer wanted.</param>
    /// <returns>What the step gives. An exception is a retryable failure of the attempt.</returns>
    ValueTask<TOut> RunAsync(TIn input, StepContext step, CancellationToken cancellationToken);
}
