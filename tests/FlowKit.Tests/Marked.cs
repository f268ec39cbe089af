using FlowKit.Errors;

namespace FlowKit.Tests;

/// <summary>A text in which « stands before every place where a fault is expected, in the order of the text.</summary>
internal sealed record Marked(string Text, IReadOnlyList<(int Line, int Column)> Places)
{
    private const char Mark = '«';

    public static Marked Read(string text)
    {
        var places = new List<(int Line, int Column)>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            for (var at = lines[i].IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = lines[i].IndexOf(Mark, StringComparison.Ordinal))
            {
                places.Add((i + 1, at + 1));
                lines[i] = lines[i].Remove(at, 1);
            }
        }

        return new(string.Join('\n', lines), places);
    }

    /// <summary>Exactly these codes are told, one at each mark; anything else that is told fails the test.</summary>
    public static IReadOnlyList<Diagnostic> Expect(string text, DiagnosticSeverity severity, params string[] codes)
    {
        var marked = Read(text);
        var found = FlowYaml.Check(marked.Text).Diagnostics.Where(one => one.Severity == severity).ToList();
        var expected = marked.Places.Zip(codes, (place, code) => $"{code} at {place.Line},{place.Column}");
        Assert.Equal(marked.Places.Count, codes.Length);
        Assert.Equal(expected, found.Select(one => $"{one.Code} at {one.Place.Line},{one.Place.Column}"));
        Assert.All(found, one => Assert.False(string.IsNullOrWhiteSpace(one.Message)));
        return found;
    }

    public static IReadOnlyList<Diagnostic> Errors(string text, params string[] codes) => Expect(text, DiagnosticSeverity.Error, codes);

    /// <summary>These warnings and no error.</summary>
    public static IReadOnlyList<Diagnostic> Warnings(string text, params string[] codes)
    {
        Assert.DoesNotContain(FlowYaml.Check(Read(text).Text).Diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        return Expect(text, DiagnosticSeverity.Warning, codes);
    }
}
