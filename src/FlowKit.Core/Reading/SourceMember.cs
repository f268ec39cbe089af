namespace FlowKit.Reading;

/// <summary>A member of a mapping.</summary>
internal readonly record struct SourceMember(SourceScalar Key, SourceNode Value);
