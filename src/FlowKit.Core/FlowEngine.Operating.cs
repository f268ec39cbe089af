using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit;

/// <summary>What operators do to executions: each an arrival for the one writer, with who and why.</summary>
public sealed partial class FlowEngine
{
    /// <inheritdoc/>
    public ValueTask CancelAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Cancel(), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(
        string executionId, bool success, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Complete(success), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DegradeAsync(
        string executionId, string task, bool self, bool followers, OperationNote? note = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var marks = (self ? Degradation.Self : Degradation.None) | (followers ? Degradation.Followers : Degradation.None);
        return OperateAsync(executionId, new Arrival.Degrade(task, marks), note, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PauseAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.Pause), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ResumeAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.Resume), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RetryFromFailedAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.RetryFromFailed), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RetryAsync(
        string executionId, IReadOnlyList<string> tasks, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.Retry, [.. tasks]), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RestartAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.Restart), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RunTaskAsync(string executionId, string task, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.RunTask, task), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SkipAsync(string executionId, string task, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.Skip, task), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RepeatAsync(string executionId, string task, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.Repeat, task), note, cancellationToken);

    /// <inheritdoc/>
    public ValueTask UpdateContextAsync(
        string executionId, FlowValue patch, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        patch.Kind == FlowValueKind.Object
            ? OperateAsync(executionId, new Arrival.Operation(FlowOperation.UpdateContext) { Patch = patch }, note, cancellationToken)
            : throw new ArgumentException("A change of a context is an object.", nameof(patch));

    /// <inheritdoc/>
    public ValueTask ResendCallbackAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default) =>
        OperateAsync(executionId, new Arrival.Operation(FlowOperation.ResendCallback), note, cancellationToken);

    /// <summary>A retry of the named tasks, or of all that failed when none are named, with a change of the context: both or neither.</summary>
    internal ValueTask RetryAsync(
        string executionId, IReadOnlyList<string>? tasks, FlowValue patch, OperationNote? note, CancellationToken cancellationToken) =>
        OperateAsync(
            executionId,
            new Arrival.Operation(tasks is null ? FlowOperation.RetryFromFailed : FlowOperation.Retry, [.. tasks ?? []]) { Patch = patch },
            note,
            cancellationToken);

    private async ValueTask OperateAsync(
        string executionId, Arrival.ByHand operation, OperationNote? note, CancellationToken cancellationToken) =>
        await AskAsync(executionId, note is null ? operation : operation with { Note = note.Keepable() }, cancellationToken).ConfigureAwait(false);
}
