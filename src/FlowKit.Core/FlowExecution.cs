namespace FlowKit;

/// <summary>An execution that was started.</summary>
public sealed class FlowExecution
{
    private readonly TaskCompletionSource<FlowResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FlowExecution(string id) => Id = id;

    /// <summary>The execution's id.</summary>
    public string Id { get; }

    /// <summary>
    /// The end of the execution, however it ends; a failed execution is a result, not an exception. Stays open when the engine stops
    /// before the execution has ended.
    /// </summary>
    public Task<FlowResult> Completion => _completion.Task;

    internal void End(FlowResult result) => _completion.TrySetResult(result);
}
