using System.Text.Json;
using System.Text.Json.Serialization;
using FlowKit.Values;

namespace FlowKit.Functions;

/// <summary>Lets a type that a function takes or returns hold a <see cref="FlowValue"/> wherever it holds any JSON.</summary>
internal sealed class FlowValueConverter : JsonConverter<FlowValue>
{
    public override bool HandleNull => true;

    public override FlowValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var names = default(JsonReading.NameTable);
        return JsonReading.Read(ref reader, ref names);
    }

    public override void Write(Utf8JsonWriter writer, FlowValue value, JsonSerializerOptions options) => value.WriteTo(writer);
}
