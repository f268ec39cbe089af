using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>Who is told of the end: the <c>callback</c> block of a flow, or one that is given at a start.</summary>
internal static class CallbackReader
{
    public static KnownFields Known { get; } = new("'callback'", "resourceName", "fullDAGInfo", "fullContext", "inputMappings");

    public static CallbackDescriptor Read(in Fields fields) => new()
    {
        ResourceName = fields.Text("resourceName") ?? new(string.Empty, fields.Place),
        FullDagInfo = fields.Flag("fullDAGInfo"),
        FullContext = fields.Flag("fullContext"),
        InputMappings = MappingReader.Read(fields, "inputMappings"),
        Place = fields.Place,
    };
}
