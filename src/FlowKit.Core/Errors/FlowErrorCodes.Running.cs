namespace FlowKit.Errors;

/// <summary>Running, callbacks and dispatching.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>No flow of that name is registered.</summary>
    public const string UnknownFlow = "FLOW4001";

    /// <summary>No execution of that id is known.</summary>
    public const string UnknownExecution = "FLOW4002";

    /// <summary>The submitted context does not meet the flow's parameters.</summary>
    public const string InputRefused = "FLOW4003";

    /// <summary>The operation does not fit the present status of the execution.</summary>
    public const string WrongStatus = "FLOW4004";

    /// <summary>The execution has no such task instance.</summary>
    public const string UnknownTask = "FLOW4005";

    /// <summary>The engine is stopping and takes nothing new.</summary>
    public const string EngineStopping = "FLOW4006";

    /// <summary>A target of a start is neither a task nor a key of the output.</summary>
    public const string UnknownTarget = "FLOW4007";

    /// <summary>An attempt may have gone out before a crash, what came of it is not on record, and its task asks.</summary>
    public const string OutcomeUnknown = "FLOW4008";

    /// <summary>The id, business key, its type or the creator of a start cannot be kept.</summary>
    public const string StartTextInvalid = "FLOW4009";

    /// <summary>An attempt, a task, a loop or a choice reached its time limit.</summary>
    public const string TaskTimeout = "FLOW4101";

    /// <summary>An execution reached its time limit.</summary>
    public const string ExecutionTimeout = "FLOW4102";

    /// <summary>The collection of a loop is no list.</summary>
    public const string CollectionIsNoList = "FLOW4103";

    /// <summary>The collection of a loop has too many items.</summary>
    public const string TooManyItems = "FLOW4104";

    /// <summary>An interruption of a suspense holds.</summary>
    public const string Interrupted = "FLOW4105";

    /// <summary>The answer of an executor does not count as a success.</summary>
    public const string OutcomeFailed = "FLOW4106";

    /// <summary>A time, delay or bound that is read from the input is no number.</summary>
    public const string NoNumber = "FLOW4107";

    /// <summary>The execution was cancelled.</summary>
    public const string Canceled = "FLOW4108";

    /// <summary>A placeholder of a resource name has no value in the input.</summary>
    public const string PlaceholderMissing = "FLOW4109";

    /// <summary>Sub-flows are nested too deep.</summary>
    public const string SubFlowTooDeep = "FLOW4110";

    /// <summary>An operator ended the execution as failed.</summary>
    public const string FailedByHand = "FLOW4111";

    /// <summary>A mapping cannot write where its target leads.</summary>
    public const string MappingMisfit = "FLOW3090";

    /// <summary>A mapping would write a value that is too large.</summary>
    public const string ValueTooLarge = "FLOW3091";

    /// <summary>A mapping would write a value too deep.</summary>
    public const string ValueTooDeep = "FLOW3092";

    /// <summary>A context would become, or was submitted, too large.</summary>
    public const string ContextTooLarge = "FLOW3093";

    /// <summary>A callback or wake-up for a task that has not begun or waits for its next attempt.</summary>
    public const string TaskNotOpen = "FLOW6001";

    /// <summary>A callback tells another outcome than the one on record.</summary>
    public const string CallbackConflict = "FLOW6002";

    /// <summary>A callback for another attempt than the present one.</summary>
    public const string CallbackOfOtherAttempt = "FLOW6003";

    /// <summary>A task of this category takes no callback or wake-up.</summary>
    public const string TakesNoCallback = "FLOW6004";

    /// <summary>A sink threw; the flow goes on.</summary>
    public const string SinkThrew = "FLOW6005";

    /// <summary>An attempt would keep something, and is over.</summary>
    public const string AttemptOver = "FLOW6006";

    /// <summary>A dispatcher threw, or its executor could not be reached.</summary>
    public const string DispatchFailed = "FLOW7001";

    /// <summary>No dispatcher is registered for the protocol.</summary>
    public const string UnknownProtocol = "FLOW7002";

    /// <summary>No function of that name is registered.</summary>
    public const string UnknownFunction = "FLOW7003";
}
