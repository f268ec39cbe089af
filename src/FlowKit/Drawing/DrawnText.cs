namespace FlowKit.Drawing;

/// <summary>A text that may be too long for a picture.</summary>
/// <param name="Short">What is shown.</param>
/// <param name="Full">What was written, for who looks closer.</param>
internal sealed record DrawnText(string Short, string Full);
