namespace FlowKit.Descriptors;

/// <summary>What becomes of an attempt that may have gone out before a crash, and whose outcome is not on record.</summary>
public enum UnknownOutcome
{
    /// <summary>It goes out again, with the same idempotency key.</summary>
    Repeat,

    /// <summary>It waits until the host says that it is to go out again, or what came of it.</summary>
    Ask,
}
