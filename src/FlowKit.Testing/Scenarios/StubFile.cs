using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Yaml;

namespace FlowKit.Testing.Scenarios;

/// <summary>A file of stubs: a map of them, or a file that has such a map under <c>stubs</c>, as scenario files have.</summary>
/// <param name="Stubs">The stubs, as far as they could be read.</param>
/// <param name="Faults">What is wrong with the file; it must not be used unless this is empty.</param>
internal sealed record StubFile(IReadOnlyList<ScenarioStub> Stubs, IReadOnlyList<Diagnostic> Faults)
{
    private const string Under = "stubs";
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Reads a file in YAML or JSON; of several documents the first. Never throws for what the file holds, or because it is not there.</summary>
    public static StubFile Read(string path)
    {
        var findings = new Findings();
        var text = FlowFile.Read(path, MaxBytes, findings);
        var documents = text is null ? null : FlowSource.ReadAll(text, path, MaxBytes, findings);
        var first = documents?.FirstOrDefault(document => !document.Root.IsNull);
        if (documents is not null && first is null)
        {
            findings.Error(
                FlowErrorCodes.EmptyText, SourcePlace.Root(path), "the file holds no stub", "write the name of a task and its answer, charge: { output: {} }");
        }

        var stubs = first is null ? [] : Read(first, new FieldFaults(findings) { Strict = true });
        return new(stubs, findings.HasErrors ? findings.Ordered() : []);
    }

    private static IReadOnlyList<ScenarioStub> Read(SourceDocument document, FieldFaults faults)
    {
        var place = document.Place.At(document.Root.Line, document.Root.Column);
        if (document.Root is not SourceMapping map)
        {
            faults.WrongType(place, "the file", "a map of stubs", document.Root);
            return [];
        }

        return map.Find(Under) is SourceMapping inner && !IsAnswer(inner)
            ? StubReader.Read(inner, place.Member(Under, inner.Line, inner.Column), faults)
            : StubReader.Read(map, place, faults);
    }

    /// <summary>What stands under <c>stubs</c> may also be the answer for a task of that name.</summary>
    private static bool IsAnswer(SourceMapping map)
    {
        foreach (ref readonly var member in map.Members)
        {
            if (!ScenarioWords.Answer.Has(member.Key.Text))
            {
                return false;
            }
        }

        return true;
    }
}
