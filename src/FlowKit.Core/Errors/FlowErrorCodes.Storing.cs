namespace FlowKit.Errors;

/// <summary>Storing.</summary>
public static partial class FlowErrorCodes
{
    /// <summary>A saved state cannot be read.</summary>
    public const string DamagedState = "FLOW5001";

    /// <summary>A saved state was written by a newer FlowKit.</summary>
    public const string NewerState = "FLOW5002";

    /// <summary>A save was not taken and is tried again.</summary>
    public const string SaveFailed = "FLOW5003";

    /// <summary>Another writer saved the execution in between.</summary>
    public const string SaveLost = "FLOW5004";

    /// <summary>The flow version an execution started with is not registered, and the store keeps no text of it.</summary>
    public const string UnknownFlowVersion = "FLOW5005";

    /// <summary>The text of a flow version that the store keeps cannot be read.</summary>
    public const string FlowTextUnreadable = "FLOW5006";

    /// <summary>The file of a store is in use by another process, or by another store of this one.</summary>
    public const string StoreInUse = "FLOW5010";

    /// <summary>The file, the schema of a database, or the backup is no store of FlowKit.</summary>
    public const string StoreForeign = "FLOW5011";

    /// <summary>The file of a store, or the backup of one in memory, is damaged.</summary>
    public const string StoreDamaged = "FLOW5012";

    /// <summary>The store, or the backup, was laid out by a newer FlowKit.</summary>
    public const string StoreNewer = "FLOW5013";

    /// <summary>The store cannot be opened, read or written.</summary>
    public const string StoreUnreachable = "FLOW5014";

    /// <summary>There is no room left for the store.</summary>
    public const string StoreFull = "FLOW5015";

    /// <summary>The cursor of a list is none that the store gave.</summary>
    public const string CursorInvalid = "FLOW5016";

    /// <summary>The execution belongs to another engine by now: the lease of this one ran out.</summary>
    public const string LeaseLost = "FLOW5020";

    /// <summary>The engine that owned an execution lost it before an answer came: what was asked may be on record or not.</summary>
    public const string AnswerLost = "FLOW5021";
}
