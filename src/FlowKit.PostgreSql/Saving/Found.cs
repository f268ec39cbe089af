namespace FlowKit.PostgreSql.Saving;

/// <summary>What the tables say of an execution.</summary>
/// <param name="Head">Where it stands.</param>
/// <param name="Owner">The session it belongs to; 0 when that one does not live, and for nobody.</param>
/// <param name="LastSave">The bytes of the last save, where they were asked for.</param>
internal readonly record struct Found(Head Head, long Owner, byte[]? LastSave);
