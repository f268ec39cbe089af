namespace FlowKit.Descriptors;

/// <summary>How the answer of an executor is meant.</summary>
public enum TaskPattern
{
    /// <summary>The answer is the result.</summary>
    TaskSync,

    /// <summary>The answer acknowledges; the result comes through the callback.</summary>
    TaskAsync,

    /// <summary>As <see cref="TaskAsync"/>.</summary>
    TaskScheduler,

    /// <summary>A sub-flow; the task ends when the child ends.</summary>
    FlowSync,

    /// <summary>A sub-flow; the task ends when the child has started.</summary>
    FlowAsync,
}
