namespace FlowKit.Executions;

/// <summary>Why a task was skipped.</summary>
internal enum SkipReason : byte
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Every predecessor said skip; it says so too.</summary>
    Predecessors,

    /// <summary>It is degraded itself; its successors go on.</summary>
    Degraded,

    /// <summary>Its failure was tolerated; its successors go on.</summary>
    Tolerated,

    /// <summary>A return whose conditions did not hold; its successors go on.</summary>
    ReturnNotHeld,

    /// <summary>Its branch of a choice was not chosen.</summary>
    NotChosen,

    /// <summary>No target of the start needs it.</summary>
    Pruned,

    /// <summary>An operator skipped it; its successors go on.</summary>
    ByHand,

    /// <summary>All its successors are skipped, and nobody reads what it would have found; its successors go on as ever.</summary>
    Culled,
}
