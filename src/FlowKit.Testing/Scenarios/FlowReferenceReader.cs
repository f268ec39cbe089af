using FlowKit.Errors;
using FlowKit.Reading;

namespace FlowKit.Testing.Scenarios;

/// <summary>The flows a scenario names or holds: a path beside its file, a map, or a block of text that is YAML.</summary>
/// <param name="text">The whole scenario file.</param>
/// <param name="path">The scenario file, as its reader named it.</param>
/// <param name="findings">Where faults of the scenario go; those of a flow stay with it.</param>
internal sealed class FlowReferenceReader(string text, string path, Findings findings)
{
    public FlowReading Read(in Fields fields, string name)
    {
        if (fields.Find(name) is { } node)
        {
            return Read(node, fields.ValuePlace(name, node), fields.Faults);
        }

        findings.Error(
            FlowErrorCodes.ScenarioIncomplete, fields.Place, $"'{name}' is missing here", "name a file, or write the flow itself");
        return new(null, []);
    }

    public IReadOnlyList<FlowReading> ReadList(in Fields fields, string name)
    {
        if (fields.List(name) is not { } list)
        {
            return [];
        }

        var flows = new List<FlowReading>(list.Items.Length);
        var place = fields.ValuePlace(name, list);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            flows.Add(Read(item, place.Item(i, item.Line, item.Column), fields.Faults));
        }

        return flows;
    }

    private FlowReading Read(SourceNode node, SourcePlace place, FieldFaults faults)
    {
        switch (node)
        {
            case SourceMapping:
                var inline = new Findings();
                return new(FlowReader.Read(node, place, inline), inline.Ordered());
            case SourceScalar { IsNull: false } scalar when IsPath(scalar.Text):
                return ReadFile(scalar.Text, place);
            case SourceScalar { IsNull: false } scalar:
                return FlowYaml.Read(BlockText.InPlace(text, scalar) ?? scalar.Text, path);
            default:
                faults.WrongType(place, "flow", "a path, a flow, or a text that holds one", node);
                return new(null, []);
        }
    }

    private FlowReading ReadFile(string reference, SourcePlace place)
    {
        var file = Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, reference);
        if (File.Exists(file))
        {
            return FlowYaml.ReadFile(file);
        }

        findings.Error(
            FlowErrorCodes.ScenarioFlowMissing, place, $"there is no file '{Spelling.Short(reference)}'", "paths begin at the folder of the scenario file");
        return new(null, []);
    }

    private static bool IsPath(string reference) => !reference.Contains('\n', StringComparison.Ordinal) && !reference.TrimStart().StartsWith('{');
}
