using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Yaml;

namespace FlowKit.Testing.Scenarios;

/// <summary>A file of scenarios, one a YAML document.</summary>
public sealed class ScenarioFile
{
    /// <summary>How the files end: <c>.flowtest.yaml</c>.</summary>
    public const string Extension = ".flowtest.yaml";

    private const int MaxBytes = 16 * 1024 * 1024;

    private ScenarioFile(string path, IReadOnlyList<Scenario> scenarios)
    {
        Path = path;
        Scenarios = scenarios;
    }

    /// <summary>The file, as its reader named it.</summary>
    public string Path { get; }

    /// <summary>
    /// The scenarios in the order they stand in the file, those that cannot be run included, which
    /// <see cref="Scenario.Faults"/> tells; a file that cannot be read at all is one such scenario with the name of the file.
    /// </summary>
    public IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>Reads a file and the flows it names. Never throws for what the file holds, or because it is not there.</summary>
    public static ScenarioFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var findings = new Findings();
        return FlowFile.Read(path, MaxBytes, findings) is { } text ? Parse(text, path) : new(path, [Unreadable(path, findings)]);
    }

    /// <summary>Reads a text as if it stood in a file; flows it names are looked for beside that file.</summary>
    public static ScenarioFile Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        var findings = new Findings();
        var documents = FlowSource.ReadAll(text, path, MaxBytes, findings)?.Where(document => !document.Root.IsNull).ToArray();
        if (documents is { Length: 0 })
        {
            findings.Error(FlowErrorCodes.EmptyText, SourcePlace.Root(path), "the file holds no scenario", "begin with name and flow");
        }

        if (documents is null or { Length: 0 })
        {
            return new(path, [Unreadable(path, findings)]);
        }

        var found = findings.Ordered();
        return new(path, [.. documents.Select((document, index) =>
            new ScenarioReader(text, path).Read(document, Within(found, document, documents.ElementAtOrDefault(index + 1))))]);
    }

    /// <summary>What was found in one document: from its beginning up to the next one.</summary>
    private static IReadOnlyList<Diagnostic> Within(IReadOnlyList<Diagnostic> found, SourceDocument document, SourceDocument? next) =>
        [.. found.Where(one => one.Place.Line >= document.Place.Line && (next is null || one.Place.Line < next.Place.Line))];

    private static Scenario Unreadable(string path, Findings findings) => new()
    {
        File = path,
        Name = System.IO.Path.GetFileName(path),
        Place = SourcePlace.Root(path),
        Faults = findings.Ordered(),
    };
}
