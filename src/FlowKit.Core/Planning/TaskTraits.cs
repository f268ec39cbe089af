namespace FlowKit.Planning;

/// <summary>What the passes found out about a task.</summary>
[Flags]
internal enum TaskTraits : byte
{
    None = 0,

    /// <summary>It never begins: every predecessor says skip, whatever happens.</summary>
    NeverBegins = 1,

    /// <summary>It succeeds without its mappings: nobody sees what they do.</summary>
    Elided = 2,

    /// <summary>A call inside this process without an effect outside: it may go out before what led to it is on record.</summary>
    Fusable = 4,

    /// <summary>It need not run when all its successors are skipped.</summary>
    Cullable = 8,

    /// <summary>It is skipped when its turn comes, if it comes.</summary>
    Skipped = 16,

    /// <summary>Nothing behind it writes or maps anything out: whether it is reached makes no difference.</summary>
    EndsThere = 32,
}
