namespace FlowKit.Executions;

/// <summary>What <see cref="FlowEvent"/>s tell; <see cref="FlowNewsText"/> has the names.</summary>
public enum FlowNews
{
    /// <summary>A task SUCCEEDed.</summary>
    TaskFinish,

    /// <summary>A task FAILED.</summary>
    TaskFailed,

    /// <summary>A task was SKIPPED.</summary>
    TaskSkipped,

    /// <summary>A task was CANCELED.</summary>
    TaskCanceled,

    /// <summary>The execution is KEY_SUCCEED; told once.</summary>
    DagKeySucceed,

    /// <summary>The execution ended as SUCCEED.</summary>
    DagSucceed,

    /// <summary>The execution ended as FAILED.</summary>
    DagFailed,

    /// <summary>The execution was CANCELED.</summary>
    DagCanceled,

    /// <summary>The execution reached its time limit.</summary>
    DagTimeout,
}
