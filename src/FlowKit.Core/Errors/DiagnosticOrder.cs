namespace FlowKit.Errors;

/// <summary>Puts the diagnostics of reading and of validation together.</summary>
internal static class DiagnosticOrder
{
    /// <summary>
    /// All of them by place. Where reading has refused what stands at a place, validation only saw the gap it left there: its errors at
    /// that place are left out, and so is that a field is missing which is there, but was refused.
    /// </summary>
    public static IReadOnlyList<Diagnostic> Merge(IReadOnlyList<Diagnostic> reading, IReadOnlyList<Diagnostic> validation)
    {
        if (reading.Count == 0)
        {
            return validation;
        }

        var refused = reading.Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        var places = refused.Select(one => Position(one.Place)).ToHashSet();
        var blocks = refused.Where(one => one.Place.Parent is not null).ToLookup(one => Position(one.Place.Parent!), one => one.Place.Name);
        return reading
            .Concat(validation.Where(one => one.Severity == DiagnosticSeverity.Warning ||
                !(places.Contains(Position(one.Place)) || IsGap(one, blocks[Position(one.Place)]))))
            .OrderBy(one => one.Place.Line)
            .ThenBy(one => one.Place.Column)
            .ToArray();
    }

    private static bool IsGap(Diagnostic one, IEnumerable<string?> refused) => one.Code switch
    {
        FlowErrorCodes.MissingField => refused.Any(field => one.Message.EndsWith($"'{field}'", StringComparison.Ordinal)),
        FlowErrorCodes.CaseWithoutNext => refused.Contains("next"),
        FlowErrorCodes.MissingAddress => refused.Any(field => field is "resourceName" or "resourceProtocol" or "resource"),
        FlowErrorCodes.RunOrExpression => refused.Any(field => field is "run" or "expression"),
        FlowErrorCodes.NoTasks => refused.Contains("tasks"),
        _ => false,
    };

    private static (int Line, int Column) Position(SourcePlace place) => (place.Line, place.Column);
}
