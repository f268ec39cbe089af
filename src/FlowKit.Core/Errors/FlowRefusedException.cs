namespace FlowKit.Errors;

/// <summary>A flow, or a start of it, was refused before anything ran. Carries every fault at once.</summary>
public sealed class FlowRefusedException : FlowException
{
    /// <summary>A refusal with its faults, of which at least one is an error.</summary>
    public FlowRefusedException(IReadOnlyList<Diagnostic> diagnostics)
        : base(FirstError(diagnostics).Code, Describe(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>All faults and warnings, ordered by place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static Diagnostic FirstError(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Describe(IReadOnlyList<Diagnostic> diagnostics) => string.Join(
        Environment.NewLine, diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
