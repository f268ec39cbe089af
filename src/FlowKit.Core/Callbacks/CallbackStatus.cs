namespace FlowKit.Callbacks;

/// <summary>What an executor says about its result.</summary>
public enum CallbackStatus
{
    /// <summary>Nothing: conditions and <c>result_type</c> decide, else it is a success.</summary>
    Unspecified,

    /// <summary>It succeeded.</summary>
    Success,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The part that others wait for is done; the task goes on.</summary>
    KeySucceed,
}
