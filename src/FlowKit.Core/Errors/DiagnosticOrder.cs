namespace FlowKit.Errors;

/// <summary>Puts the diagnostics of reading and of validation together.</summary>
internal static class DiagnosticOrder
{
    /// <summary>
    /// All of them by place. Where reading has already refused what stands at a place, validation only saw the gap it left there: its
    /// errors at that place are left out.
    /// </summary>
    public static IReadOnlyList<Diagnostic> Merge(IReadOnlyList<Diagnostic> reading, IReadOnlyList<Diagnostic> validation)
    {
        if (reading.Count == 0)
        {
            return validation;
        }

        var refused = reading
            .Where(one => one.Severity == DiagnosticSeverity.Error)
            .Select(one => (one.Place.Line, one.Place.Column))
            .ToHashSet();
        return reading
            .Concat(validation.Where(one => one.Severity == DiagnosticSeverity.Warning || !refused.Contains((one.Place.Line, one.Place.Column))))
            .OrderBy(one => one.Place.Line)
            .ThenBy(one => one.Place.Column)
            .ToArray();
    }
}
