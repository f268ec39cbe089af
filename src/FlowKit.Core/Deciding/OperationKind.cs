namespace FlowKit.Deciding;

/// <summary>What an operator may ask for.</summary>
internal enum OperationKind
{
    Pause,
    Resume,
    RetryFromFailed,
    Retry,
    Restart,
    RunTask,
    Skip,
    ResendCallback,
    UpdateContext,
    Repeat,
}
