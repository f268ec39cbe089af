namespace FlowKit.PostgreSql.Saving;

/// <summary>Where an execution stands.</summary>
/// <param name="No">Its number.</param>
/// <param name="Version">The version of its last save.</param>
internal readonly record struct Head(long No, long Version);
