namespace FlowKit.Steps;

/// <summary>Is told of the end of an execution, at least once, when its final status is on record.</summary>
/// <param name="isSuccess">It ended as SUCCEED.</param>
/// <param name="execution">The execution as it stands.</param>
/// <param name="cancellationToken">Cancelled when nobody waits for it any more.</param>
/// <returns>An exception has it told again, as the <c>callback</c> of a flow is.</returns>
public delegate Task FlowCompletion(bool isSuccess, ExecutionView execution, CancellationToken cancellationToken);
