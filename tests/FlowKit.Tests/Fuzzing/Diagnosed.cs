using FlowKit.Errors;

namespace FlowKit.Tests.Fuzzing;

/// <summary>What must be true of every diagnostic of a text.</summary>
internal sealed class Diagnosed(string text)
{
    private static readonly string[] Breaks = ["\r\n", "\n", "\r"];

    // What YAML 1.1 takes for the end of a line, and with it the library that reads YAML.
    private static readonly string[] YamlBreaks = [.. Breaks, "\u0085", "\u2028", "\u2029"];

    private readonly string[] _lines = text.Split(Breaks, StringSplitOptions.None);
    private readonly string[] _yamlLines = text.Split(YamlBreaks, StringSplitOptions.None);

    public void Check(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var one in diagnostics)
        {
            Assert.Matches("^FLOW[0-9]{4}$", one.Code);
            Assert.NotEmpty(one.Message);
            Assert.True(IsIn(one.Place, _lines) || IsIn(one.Place, _yamlLines), $"{one}: there is no such place in {_lines.Length} lines");
        }
    }

    private static bool IsIn(SourcePlace place, string[] lines) => place.Line >= 1 && place.Line <= lines.Length &&
        place.Column >= 1 && place.Column <= lines[place.Line - 1].Length + 1;
}
