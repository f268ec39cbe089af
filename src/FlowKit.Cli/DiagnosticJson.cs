using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary>A diagnostic for machines.</summary>
internal static class DiagnosticJson
{
    public static FlowValue Of(Diagnostic one) => FlowValue.Object(
        ("file", one.Place.File),
        ("line", one.Place.Line),
        ("column", one.Place.Column),
        ("path", one.Place.Path),
        ("severity", one.Severity == DiagnosticSeverity.Error ? "error" : "warning"),
        ("code", one.Code),
        ("message", one.Message),
        ("hint", one.Hint),
        ("task", one.Task));
}
