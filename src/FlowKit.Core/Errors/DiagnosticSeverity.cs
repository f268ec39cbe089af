namespace FlowKit.Errors;

/// <summary>How much a <see cref="Diagnostic"/> matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The flow runs, but probably not as its author thinks.</summary>
    Warning,

    /// <summary>The flow, or this start of it, is refused.</summary>
    Error,
}
