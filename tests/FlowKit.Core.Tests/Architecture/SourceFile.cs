using System.Text.RegularExpressions;

namespace FlowKit.Core.Tests.Architecture;

/// <summary>A C# file below <c>src</c>: its folders, and its lines with and without comments and texts.</summary>
/// <param name="Project">The project's folder, such as <c>FlowKit.Core</c>.</param>
/// <param name="Folders">The folders within the project, outermost first.</param>
/// <param name="Name">The file's name without <c>.cs</c>.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Code">Its text without comments.</param>
internal sealed partial record SourceFile(string Project, string[] Folders, string Name, int Lines, string Code)
{
    /// <summary>Made by the build.</summary>
    public bool IsMade => Folders is ["bin" or "obj", ..];

    /// <summary>The first folder; empty for a file at the root of its project.</summary>
    public string Room => Folders is [var first, ..] ? first : string.Empty;

    public string? Namespace => NamespaceLine().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The names of the types that are declared at the margin.</summary>
    public IEnumerable<string> Types => TypeLine().Matches(Code).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    public static SourceFile Read(string path)
    {
        var parts = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), path).Split(Path.DirectorySeparatorChar);
        var lines = File.ReadAllLines(path);
        var code = lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        return new(parts[0], parts[1..^1], Path.GetFileNameWithoutExtension(path), lines.Length, string.Join('\n', code));
    }

    /// <summary>The rooms that the code names, in <c>using</c>, whole or relative to <c>FlowKit</c>.</summary>
    public IEnumerable<string> Names(IReadOnlyCollection<string> rooms) =>
        RoomName().Matches(Code).Select(match => match.Groups[1].Value).Where(rooms.Contains).Where(room => room != Room).Distinct(StringComparer.Ordinal);

    public override string ToString() => string.Join('/', [Project, .. Folders, $"{Name}.cs"]);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|readonly|partial|ref|unsafe) )*" +
        @"(?:(?:class|struct|interface|enum|record(?: struct| class)?) |delegate [^(;]* )(\w+)(?=[<( :;{\r\n]|$)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(?:\bFlowKit\.|(?<![\w.>""/]))([A-Z]\w+)(?:\.[A-Z]|;)")]
    private static partial Regex RoomName();
}
