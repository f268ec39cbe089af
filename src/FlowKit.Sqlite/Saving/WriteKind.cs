namespace FlowKit.Sqlite.Saving;

/// <summary>What a request asks of the writer.</summary>
internal enum WriteKind
{
    Create,
    Save,
    Delete,

    /// <summary>Removes a batch of finished executions that are over the bounds.</summary>
    Purge,

    /// <summary>Keeps the text of a flow version.</summary>
    KeepFlow,
}
