using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>The <c>resources</c> of a flow.</summary>
internal static class ResourceReader
{
    private static readonly KnownFields Known = new("a resource", "name", "resourceName", "inputMappings", "input_mappings", "parameters");

    public static IReadOnlyList<ResourceDescriptor> Read(in Fields flow)
    {
        if (flow.List("resources") is not { } list)
        {
            return [];
        }

        var place = flow.ValuePlace("resources", list);
        var resources = new List<ResourceDescriptor>(list.Items.Length);
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            var at = place.Item(i, item.Line, item.Column);
            if (item is SourceMapping map)
            {
                resources.Add(ReadOne(new Fields(map, at, flow.Faults, Known)));
            }
            else
            {
                flow.Faults.WrongType(at, "resources", "a list of maps with 'name' and 'resourceName'", item);
            }
        }

        return resources;
    }

    private static ResourceDescriptor ReadOne(in Fields fields) => new()
    {
        Name = fields.Text("name") ?? new(string.Empty, fields.Place),
        ResourceName = fields.Text("resourceName") ?? new(string.Empty, fields.Place),
        InputMappings = MappingReader.Read(fields, fields.OneOf("inputMappings", "input_mappings")),
        Parameters = fields.Object("parameters"),
        Place = fields.Place,
    };
}
