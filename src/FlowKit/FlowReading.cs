using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit;

/// <summary>What came of reading a text: the flow, and everything that is wrong with it.</summary>
/// <param name="Flow">The flow; there also beside errors, as far as it could be read. Null when the text holds none at all.</param>
/// <param name="Diagnostics">All errors and warnings, ordered by place.</param>
public sealed record FlowReading(FlowDescriptor? Flow, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The flow must not be run.</summary>
    public bool HasErrors => Flow is null || Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error);
}
