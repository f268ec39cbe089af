namespace FlowKit.Errors;

/// <summary>
/// A flow, or a start of it, was refused before anything ran. Carries every fault at once; the message names the first twenty.
/// </summary>
public sealed class FlowRefusedException : FlowException
{
    private const int MostInMessage = 20;

    /// <summary>A refusal with its faults, of which at least one is an error.</summary>
    public FlowRefusedException(IReadOnlyList<Diagnostic> diagnostics)
        : base(FirstError(diagnostics).Code, Describe(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>All faults and warnings, ordered by place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static Diagnostic FirstError(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Describe(IReadOnlyList<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var lines = errors.Take(MostInMessage).Select(error => error.ToString());
        return string.Join(
            Environment.NewLine,
            errors.Count > MostInMessage ? lines.Append($"... and {errors.Count - MostInMessage} more errors, all of them in Diagnostics.") : lines);
    }
}
