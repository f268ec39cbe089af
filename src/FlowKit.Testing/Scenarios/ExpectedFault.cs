using System.Text;
using FlowKit.Errors;

namespace FlowKit.Testing.Scenarios;

/// <summary>What an error of a refusal must be; null members are not looked at.</summary>
internal sealed record ExpectedFault(string? Code, int? Line, int? Column, string? Task, string? Contains)
{
    public bool Matches(Diagnostic error) =>
        (Code is null || Code == error.Code) &&
        (Line is null || Line == error.Place.Line) &&
        (Column is null || Column == error.Place.Column) &&
        (Task is null || Task == error.Task) &&
        (Contains is null || error.ToString().Contains(Contains, StringComparison.Ordinal));

    public override string ToString()
    {
        var words = new StringBuilder("an error");
        Add(words, "code", Code);
        Add(words, "line", Line);
        Add(words, "column", Column);
        Add(words, "task", Task);
        Add(words, "text", Contains);
        return words.ToString();
    }

    private static void Add<T>(StringBuilder words, string name, T? value)
    {
        if (value is not null)
        {
            words.Append(", ").Append(name).Append(' ').Append(value);
        }
    }
}
