using FlowKit.Deciding;

namespace FlowKit.Running.Sharing;

/// <summary>What became of an ask that was sent to another engine.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Reply">The answer, when there was one.</param>
internal readonly record struct AskEnd(AskEndKind Kind, Reply Reply = default);
