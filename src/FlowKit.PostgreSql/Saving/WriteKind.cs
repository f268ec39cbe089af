namespace FlowKit.PostgreSql.Saving;

/// <summary>What a request asks of a writer.</summary>
internal enum WriteKind
{
    Create,
    Save,
    Delete,
}
