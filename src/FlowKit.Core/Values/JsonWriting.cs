using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowKit.Values;

/// <summary>Values to JSON text.</summary>
internal static class JsonWriting
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000,
    };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true };

    public static JsonWriterOptions Options(bool indented) => indented ? Indented : Compact;

    public static void Write(Utf8JsonWriter writer, FlowValue value)
    {
        switch (value.Kind)
        {
            case FlowValueKind.String:
                writer.WriteStringValue(value.AsString());
                break;
            case FlowValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean()!.Value);
                break;
            case FlowValueKind.Number:
                WriteNumber(writer, value);
                break;
            case FlowValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.AsArrayNode!.Span)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case FlowValueKind.Object:
                WriteObject(writer, value.AsObjectNode!);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, FlowValue value)
    {
        if (value.IsLong)
        {
            writer.WriteNumberValue(value.LongBits);
        }
        else if (value.IsDouble)
        {
            writer.WriteNumberValue(value.DoubleBits);
        }
        else
        {
            writer.WriteRawValue(value.AsExactNumber!.Text, skipInputValidation: true);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectNode node)
    {
        writer.WriteStartObject();
        for (var i = 0; i < node.Count; i++)
        {
            writer.WritePropertyName(node.NameAt(i));
            Write(writer, node.ValueAt(i));
        }

        writer.WriteEndObject();
    }
}
