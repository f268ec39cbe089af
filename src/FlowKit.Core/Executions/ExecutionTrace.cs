using System.Diagnostics;

namespace FlowKit.Executions;

/// <summary>The trace an execution belongs to, as it was given or decided at the start.</summary>
/// <param name="TraceId">Not all zeros.</param>
/// <param name="ParentSpanId">The span above; all zeros for none.</param>
/// <param name="Flags">Whether it is sampled.</param>
/// <param name="State">What vendors carry along with it; null for nothing.</param>
internal sealed record ExecutionTrace(ActivityTraceId TraceId, ActivitySpanId ParentSpanId, ActivityTraceFlags Flags, string? State);
