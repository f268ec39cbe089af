using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Faults and warnings as JSON.</summary>
internal static class DiagnosticJson
{
    public static FlowValue Of(IEnumerable<Diagnostic> diagnostics) => FlowValue.Array(diagnostics.Select(Of));

    private static FlowValue Of(Diagnostic one) => Members.Object(
        ("code", one.Code),
        ("severity", one.Severity == DiagnosticSeverity.Error ? "error" : "warning"),
        ("message", one.Message),
        ("hint", one.Hint),
        ("task", one.Task),
        ("line", one.Place.Line == 0 ? default : (FlowValue)one.Place.Line),
        ("column", one.Place.Line == 0 ? default : (FlowValue)one.Place.Column),
        ("path", one.Place.Path.Length == 0 ? null : one.Place.Path));
}
