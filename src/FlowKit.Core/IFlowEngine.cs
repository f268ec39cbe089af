using FlowKit.Callbacks;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit;

/// <summary>Runs flows. Safe to call from many threads; one per host is enough.</summary>
/// <remarks>
/// Every operation is on record in the store when its task completes. Operations on an execution throw a <see cref="FlowException"/>
/// with <see cref="FlowErrorCodes.UnknownExecution"/> for an id the store does not know, and change nothing when they throw.
/// What an operator asks for is in the history of the execution then, with the note: who asked, and why.
/// </remarks>
public interface IFlowEngine
{
    /// <summary>The flows that can be started.</summary>
    FlowRegistry Flows { get; }

    /// <summary>
    /// The protocols that tasks can call, and what their dispatchers tell tools about themselves; null for one that tells nothing. Looked up
    /// without case.
    /// </summary>
    IReadOnlyDictionary<string, DispatcherDescription?> Dispatchers { get; }

    /// <summary>Starts an execution and returns as soon as the start is on record.</summary>
    /// <param name="flow"><c>workspace:dagName</c>, with <c>:alias</c> (<c>release</c> by default) or <c>:version</c> behind it.</param>
    /// <param name="input">The submitted context, an object; missing for an empty one.</param>
    /// <param name="options">An id of the caller's own, and more; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up before the start is on record; an execution that has started is not cancelled by it.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.UnknownFlow"/>, <see cref="FlowErrorCodes.EngineStopping"/>.</exception>
    /// <exception cref="FlowRefusedException">The input does not meet the flow's parameters.</exception>
    ValueTask<FlowExecution> StartAsync(
        string flow, FlowValue input = default, StartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts an execution and waits for its end. As <see cref="StartAsync"/>, and a failed execution is a result, not an exception. Without an
    /// id or a business key of the caller's own, calls of this process that have no effect outside may be made before the start is on record.
    /// </summary>
    ValueTask<FlowResult> RunAsync(
        string flow, FlowValue input = default, StartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Waits, without polling, until the execution has ended; an ended one answers at once.</summary>
    ValueTask<FlowResult> WaitAsync(string executionId, CancellationToken cancellationToken = default);

    /// <summary>The execution as it stands, with its tasks; null when the store does not know it.</summary>
    ValueTask<ExecutionView?> GetAsync(string executionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// What came of the execution so far: every attempt, where the time of each task went, what was done by hand, and what the end waited for; null
    /// when the store does not know it. Costs the size of the execution.
    /// </summary>
    ValueTask<ExecutionHistory?> GetHistoryAsync(string executionId, CancellationToken cancellationToken = default);

    /// <summary>Brings the result of an asynchronous task; wakes a <c>suspense</c> task.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>, <see cref="FlowErrorCodes.TaskNotOpen"/>, <see cref="FlowErrorCodes.CallbackConflict"/>,
    /// <see cref="FlowErrorCodes.CallbackOfOtherAttempt"/>, <see cref="FlowErrorCodes.TakesNoCallback"/>.
    /// </exception>
    ValueTask<CallbackAnswer> CompleteTaskAsync(string executionId, TaskCallback callback, CancellationToken cancellationToken = default);

    /// <summary>Wakes a <c>suspense</c> task with data; before the task has begun the data only updates the context.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>, <see cref="FlowErrorCodes.TaskNotOpen"/> (it has ended), <see cref="FlowErrorCodes.TakesNoCallback"/>.
    /// </exception>
    ValueTask WakeAsync(string executionId, string task, FlowValue data = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the execution: running attempts get their token cancelled, all that had not ended becomes CANCELED. The reason is what its failure says.
    /// </summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: it has ended already.</exception>
    ValueTask CancelAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forces the end: SUCCEED, or FAILED with <see cref="FlowErrorCodes.FailedByHand"/>. As <see cref="CancelAsync"/> all that had not ended
    /// becomes CANCELED; a retry from what failed runs that. The reason is what its failure says.
    /// </summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: it has ended already.</exception>
    ValueTask CompleteAsync(string executionId, bool success, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Marks a task instance in an execution that runs, as <c>degrade</c> does in a flow: it is skipped when its turn comes, and what follows it
    /// goes on. What was marked before no longer counts; a retry of the task takes the marks away.
    /// </summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="task">The instance, such as <c>encode</c> or <c>loop_2-encode</c>.</param>
    /// <param name="self">It is skipped.</param>
    /// <param name="followers">It tells its successors to skip: those that have no other living predecessor are skipped too.</param>
    /// <param name="note">Who asks, and why.</param>
    /// <param name="cancellationToken">Ends the wait; the mark may be made.</param>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>; <see cref="FlowErrorCodes.WrongStatus"/>: it has ended, or is to be skipped and has begun.
    /// </exception>
    ValueTask DegradeAsync(
        string executionId, string task, bool self, bool followers, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Holds back everything that has not begun; what runs ends normally and is kept.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: it has ended, or is paused already.</exception>
    ValueTask PauseAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a paused execution go on where it stood.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: it is not paused.</exception>
    ValueTask ResumeAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs every task that failed or was cancelled again, and what follows them; in a loop only the branches that failed. What succeeded
    /// stays, its output stays. Attempts count anew.
    /// </summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: nothing has failed.</exception>
    ValueTask RetryFromFailedAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Runs the named instances and what follows them again, also inside one branch of a loop.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>; <see cref="FlowErrorCodes.WrongStatus"/>: one of them has not ended.
    /// </exception>
    ValueTask RetryAsync(
        string executionId, IReadOnlyList<string> tasks, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Runs an execution that has ended all over again with the original input.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: it has not ended.</exception>
    ValueTask RestartAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Runs one task alone, its successors untouched; the status of the execution is worked out anew from all tasks.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>; <see cref="FlowErrorCodes.WrongStatus"/>: it runs or waits for its time.
    /// </exception>
    ValueTask RunTaskAsync(string executionId, string task, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Counts a task that failed, or has not begun, as SKIPPED; the flow goes on.</summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>; <see cref="FlowErrorCodes.WrongStatus"/>: it has begun and not failed.
    /// </exception>
    ValueTask SkipAsync(string executionId, string task, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends an attempt out again, with its idempotency key, whose outcome a crash left unknown and whose task says <c>onUnknown: ask</c>.
    /// Whoever knows the outcome brings it by <see cref="CompleteTaskAsync"/> instead.
    /// </summary>
    /// <exception cref="FlowException">
    /// <see cref="FlowErrorCodes.UnknownTask"/>; <see cref="FlowErrorCodes.WrongStatus"/>: the outcome is not in doubt.
    /// </exception>
    ValueTask RepeatAsync(string executionId, string task, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the context of the top level by a JSON Merge Patch (RFC 7396), before a retry for instance: members are replaced one by one, null
    /// takes one away. Nothing runs because of it, and what has begun keeps the input it has; <see cref="RestartAsync"/> begins with what was
    /// submitted. Keys of the engine stay as they are.
    /// </summary>
    /// <param name="executionId">An execution that runs, or has ended.</param>
    /// <param name="patch">An object.</param>
    /// <param name="note">Who asks, and why.</param>
    /// <param name="cancellationToken">Gives up waiting; the change may be on record then.</param>
    /// <exception cref="ArgumentException">The patch is no object.</exception>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.ContextTooLarge"/>.</exception>
    ValueTask UpdateContextAsync(
        string executionId, FlowValue patch, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>Tells of the end of an execution again, where the flow's <c>callback</c> was delivered or given up.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.WrongStatus"/>: nobody is to be told, or it is being told.</exception>
    ValueTask ResendCallbackAsync(string executionId, OperationNote? note = null, CancellationToken cancellationToken = default);

    /// <summary>The executions that meet the query, newest first; reads headers, never payloads.</summary>
    ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken = default);
}
