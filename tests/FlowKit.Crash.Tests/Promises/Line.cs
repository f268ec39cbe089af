namespace FlowKit.Crash.Tests.Promises;

/// <summary>What a process said.</summary>
/// <param name="Words">The words, at least one.</param>
/// <param name="At">When it was about to say it, by the clock of the machine, in ticks.</param>
internal readonly record struct Line(string[] Words, long At);
