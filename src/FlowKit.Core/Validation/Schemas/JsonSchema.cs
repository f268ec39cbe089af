using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>
/// A JSON Schema, compiled: the common vocabulary of draft 2020-12, which is what schemas of inputs use. Annotations count nothing, <c>format</c>
/// among them. The work of one check is bounded, whatever the schema and the value are.
/// </summary>
internal sealed class JsonSchema
{
    private readonly SchemaNode _root;
    private readonly SourcePlace _place;

    private JsonSchema(SchemaNode root, SourcePlace place)
    {
        _root = root;
        _place = place;
    }

    /// <summary>The schema; null, with the faults told, when it is malformed. Keywords that count nothing are told as warnings.</summary>
    public static JsonSchema? Compile(Located<FlowValue> written, Findings findings) =>
        new SchemaCompiler(written, findings).Compile() is { } root ? new(root, written.Place) : null;

    /// <summary>Adds a fault for everything in the value that does not meet the schema.</summary>
    public void Check(FlowValue value, List<Diagnostic> faults)
    {
        var run = new SchemaRun(_place, faults);
        try
        {
            run.Meets(_root, value, null);
        }
        catch (SchemaBoundException bound)
        {
            run.Add(bound.Message, "Make the schema simpler, or submit less.");
        }
    }
}
