using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Promises;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>Something that was heard.</summary>
/// <param name="Life">The process that said it; null when the database did.</param>
/// <param name="Line">What it said; null when it has ended and all it said was heard.</param>
/// <param name="EndedSession">The session that is over, if the database said it.</param>
internal readonly record struct Heard(Life? Life, Line? Line, long EndedSession = 0);
