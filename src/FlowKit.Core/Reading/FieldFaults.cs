using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>Tells the faults of fields in one voice.</summary>
internal sealed class FieldFaults(Findings findings)
{
    private readonly Spelling _spelling = new();

    public Findings Findings { get; } = findings;

    /// <summary>Unknown fields are errors.</summary>
    public bool Strict { get; set; }

    public void WrongType(SourcePlace place, string field, string expected, SourceNode found) =>
        Findings.Error(
            FlowErrorCodes.WrongType, place, $"'{field}' must be {expected}, not {NounOf(expected, found)}", $"write {expected}, or take it out");

    public void UnknownValue(SourcePlace place, string field, string value, IReadOnlyCollection<string> known) => Findings.Error(
        FlowErrorCodes.UnknownValue,
        place,
        $"'{Spelling.Short(value)}' is no value of '{field}'; it may be {string.Join(", ", known)}",
        _spelling.Hint(value, known));

    // A number where a whole one is wanted is one with a fraction, or too large.
    private static string NounOf(string expected, SourceNode found) =>
        found.Noun == "a number" && expected.EndsWith("number", StringComparison.Ordinal) ? "this one" : found.Noun;

    public void UnknownField(SourcePlace place, string field, KnownFields known, string? hint)
    {
        var nearest = hint ?? _spelling.Hint(field, known.Names);
        Findings.Add(
            FlowErrorCodes.UnknownField,
            Strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            place,
            $"'{Spelling.Short(field)}' is no field of {known.Owner}",
            nearest);
    }
}
