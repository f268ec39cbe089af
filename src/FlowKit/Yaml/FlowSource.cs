using FlowKit.Errors;
using FlowKit.Reading;

namespace FlowKit.Yaml;

/// <summary>Text to source trees, whatever of YAML and JSON it is written in.</summary>
internal static class FlowSource
{
    private const int Unlimited = int.MaxValue;

    /// <summary>The one document of a text; null, with the fault told, when there is none or more.</summary>
    public static SourceDocument? ReadOne(string text, string? file, int maxBytes, Findings findings)
    {
        if (Read(text, file, 1, maxBytes, findings) is not { } documents)
        {
            return null;
        }

        if (documents.Count > 1)
        {
            findings.Error(
                FlowErrorCodes.SeveralDocuments,
                documents[1].Place,
                "a second document begins here; a file holds one flow",
                "put it into a file of its own");
            return null;
        }

        if (documents.Count == 0 || documents[0].Root.IsNull)
        {
            findings.Error(
                FlowErrorCodes.EmptyText, SourcePlace.Root(file), "the text holds no flow", "begin with workspace, dagName and tasks");
            return null;
        }

        return documents[0];
    }

    /// <summary>Every document of a text, empty ones included as null scalars; null, with the fault told, when it cannot be read.</summary>
    public static IReadOnlyList<SourceDocument>? ReadAll(string text, string? file, int maxBytes, Findings findings) =>
        Read(text, file, Unlimited, maxBytes, findings);

    private static IReadOnlyList<SourceDocument>? Read(string text, string? file, int most, int maxBytes, Findings findings)
    {
        if (SourceText.Check(text, file, maxBytes, findings) is not { } clean)
        {
            return null;
        }

        if (file is not null && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return string.IsNullOrWhiteSpace(clean) ? [] : Json(clean, file, findings);
        }

        return LooksLikeJson(clean) ? Either(clean, file, most, findings) : YamlSource.Read(clean, file, most, findings);
    }

    /// <summary>
    /// JSON where it is that, else YAML, whose flow maps begin with the same brace. Where it is neither, the fault is told as JSON's.
    /// </summary>
    private static IReadOnlyList<SourceDocument>? Either(string text, string? file, int most, Findings findings)
    {
        var asJson = new Findings();
        if (Json(text, file, asJson) is { } json)
        {
            asJson.MoveTo(findings);
            return json;
        }

        var asYaml = new Findings();
        var yaml = YamlSource.Read(text, file, most, asYaml);
        (yaml is null ? asJson : asYaml).MoveTo(findings);
        return yaml;
    }

    private static List<SourceDocument>? Json(string text, string? file, Findings findings) =>
        JsonSource.Read(text, file, findings) is { } root ? [new(root, SourcePlace.Root(file))] : null;

    /// <summary>A brace and then a quote or the closing brace.</summary>
    private static bool LooksLikeJson(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith('{') && start[1..].TrimStart() is var rest && (rest.StartsWith('"') || rest.StartsWith('}'));
    }
}
