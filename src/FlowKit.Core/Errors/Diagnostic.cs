using System.Text;

namespace FlowKit.Errors;

/// <summary>One fault, or one warning, an author can mend: what, where, and the cure.</summary>
/// <param name="Code"><c>FLOWnnnn</c>, listed in <c>docs/errors.md</c>; never reused.</param>
/// <param name="Severity">Whether the flow is refused because of it.</param>
/// <param name="Place">Where in the text.</param>
/// <param name="Message">What is wrong, in one sentence without the place. Holds names and types, never payload values.</param>
/// <param name="Hint">The cure, in one sentence; faults of reading and validation all have one.</param>
/// <param name="Task">The task the fault belongs to; null for a fault of the whole flow.</param>
public sealed record Diagnostic(
    string Code, DiagnosticSeverity Severity, SourcePlace Place, string Message, string? Hint = null, string? Task = null)
{
    /// <summary>The four parts in a line: <c>orders.yaml(14,18): error FLOW2104: text. Hint: cure</c>.</summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        var place = Place.ToString();
        if (place.Length > 0)
        {
            line.Append(place).Append(": ");
        }

        line.Append(Severity == DiagnosticSeverity.Error ? "error " : "warning ").Append(Code).Append(": ").Append(Message);
        if (!Message.EndsWith('.'))
        {
            line.Append('.');
        }

        if (Hint is not null)
        {
            line.Append(" Hint: ").Append(Hint);
        }

        return line.ToString();
    }
}
