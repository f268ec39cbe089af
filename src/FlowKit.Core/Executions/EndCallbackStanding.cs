namespace FlowKit.Executions;

/// <summary>How far the call that tells of an end has come.</summary>
internal enum EndCallbackStanding
{
    /// <summary>It is tried until it is taken.</summary>
    Owed,

    /// <summary>It was taken.</summary>
    Delivered,

    /// <summary>It was given up; an operator may have it sent again.</summary>
    Dead,
}
