namespace FlowKit.Running.Sharing;

/// <summary>Names what one engine asked of another, however often it is sent.</summary>
/// <param name="Engine">The number of the first session the asking engine had.</param>
/// <param name="Number">The asking engine's own count.</param>
internal readonly record struct AskKey(long Engine, long Number);
