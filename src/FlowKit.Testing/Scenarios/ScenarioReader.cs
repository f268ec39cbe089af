using FlowKit.Errors;
using FlowKit.Reading;

namespace FlowKit.Testing.Scenarios;

/// <summary>One document of a scenario file to its scenario.</summary>
/// <param name="text">The whole file.</param>
/// <param name="path">The file, as its reader named it.</param>
internal sealed class ScenarioReader(string text, string path)
{
    private const string FlowName = "flow";
    private const string FlowsName = "flows";

    /// <summary>How paths into the flows of a scenario begin: what is wrong there is the flow's fault, and a scenario may expect it.</summary>
    private static readonly string[] FlowPaths = [FlowName + ".", FlowName + "[", FlowsName + "["];

    private readonly Findings _findings = new();

    /// <param name="document">The document.</param>
    /// <param name="found">What reading its text found, a key that stands twice for instance.</param>
    public Scenario Read(SourceDocument document, IReadOnlyList<Diagnostic> found)
    {
        foreach (var one in found.Where(one => !IsInFlow(one)))
        {
            _findings.Add(one.Code, one.Severity, one.Place, one.Message, one.Hint);
        }

        var place = document.Place.At(document.Root.Line, document.Root.Column);
        var faults = new FieldFaults(_findings) { Strict = true };
        if (document.Root is not SourceMapping map)
        {
            faults.WrongType(place, "scenario", "a map", document.Root);
            return Scenario(new(new([], place.Line, place.Column), place, faults), found);
        }

        return Scenario(new(map, place, faults, ScenarioWords.Scenario), found);
    }

    private Scenario Scenario(in Fields fields, IReadOnlyList<Diagnostic> found)
    {
        var flows = new FlowReferenceReader(text, path, _findings);
        var name = fields.Required("name");
        var flow = flows.Read(fields, FlowName);
        var others = flows.ReadList(fields, FlowsName);
        var options = fields.Block("options", ScenarioWords.Options);
        var stubs = fields.Map("stubs") is { } map ? StubReader.Read(map, fields.ValuePlace("stubs", map), fields.Faults) : [];
        var steps = fields.List("when") is { } list ? StepReader.Read(list, fields.ValuePlace("when", list), fields.Faults) : [];
        var expected = fields.Block("expect", ScenarioWords.Expect) is { } expect ? ExpectationReader.Read(expect) : new();
        var input = fields.Map("input")?.ToValue() ?? default;
        var start = new ScenarioStart(options is { } given ? Targets(given) : null, options?.Flag("force") ?? false);
        return new()
        {
            File = path,
            Name = name.Length > 0 ? name : $"{Path.GetFileName(fields.Place.File)}({fields.Place.Line})",
            Place = fields.Place,
            Flow = flow with { Diagnostics = [.. found.Where(IsInFlow), .. flow.Diagnostics] },
            OtherFlows = others,
            Input = input,
            Start = start,
            Stubs = stubs,
            Steps = steps,
            Expected = expected,
            Faults = _findings.HasErrors ? _findings.Ordered() : [],
        };
    }

    private static IReadOnlyList<string>? Targets(in Fields options) =>
        options.Texts("targets") is { } targets ? [.. targets.Select(target => target.Value)] : null;

    private static bool IsInFlow(Diagnostic one) =>
        FlowPaths.Any(path => one.Place.Path.StartsWith(path, StringComparison.Ordinal));
}
