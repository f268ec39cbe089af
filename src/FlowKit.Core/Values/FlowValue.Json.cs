using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FlowKit.Values;

/// <summary>To and from JSON text and the types of System.Text.Json.</summary>
public readonly partial struct FlowValue
{
    /// <summary>The value of a JSON text of at most 64 levels.</summary>
    /// <exception cref="JsonException">The text is no JSON; the exception carries line and position.</exception>
    public static FlowValue Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonReading.Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>The value of a JSON text in UTF-8 of at most 64 levels.</summary>
    /// <exception cref="JsonException">The text is no JSON; the exception carries line and position.</exception>
    public static FlowValue Parse(ReadOnlySpan<byte> utf8Json) => JsonReading.Parse(utf8Json);

    /// <summary>The value of a <see cref="JsonElement"/>; missing for an undefined one.</summary>
    public static FlowValue From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => default,
        JsonValueKind.Null => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => FromNumberText(element.GetRawText()),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => Array(element.EnumerateArray().Select(From)),
        _ => Object(element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, From(member.Value)))),
    };

    /// <summary>The value of a <see cref="JsonNode"/>; JSON null for null.</summary>
    public static FlowValue From(JsonNode? node)
    {
        if (node is null)
        {
            return Null;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.WriteTo(writer);
        }

        return Parse(buffer.WrittenSpan);
    }

    /// <summary>The value a .NET object is written as.</summary>
    public static FlowValue From<T>(T value, JsonTypeInfo<T> type) => Parse(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>The value a .NET object is written as, by reflection.</summary>
    [RequiresUnreferencedCode("Reflection writes the object. Pass a JsonTypeInfo where code is trimmed.")]
    [RequiresDynamicCode("Reflection writes the object. Pass a JsonTypeInfo where code is compiled ahead of time.")]
    public static FlowValue FromObject(object? value, JsonSerializerOptions? options = null) =>
        Parse(JsonSerializer.SerializeToUtf8Bytes(value, options ?? JsonSerializerOptions.Web));

    /// <summary>A value of a <see cref="JsonNode"/>; JSON null for null.</summary>
    public static implicit operator FlowValue(JsonNode? node) => From(node);

    /// <summary>A value of a <see cref="JsonElement"/>.</summary>
    public static implicit operator FlowValue(JsonElement element) => From(element);

    /// <summary>The value as JSON text, compact or indented. A missing value is written as null.</summary>
    public string ToJson(bool indented = false) => Encoding.UTF8.GetString(ToUtf8Json(indented));

    /// <summary>The value as JSON text in UTF-8. A missing value is written as null.</summary>
    public byte[] ToUtf8Json(bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Options(indented)))
        {
            WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the value. A missing value is written as null.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        JsonWriting.Write(writer, this);
    }

    /// <summary>The value as a <see cref="JsonElement"/> of its own.</summary>
    public JsonElement ToJsonElement()
    {
        var reader = new Utf8JsonReader(ToUtf8Json());
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The value as a tree that may be changed; null for JSON null.</summary>
    public JsonNode? ToJsonNode() => JsonNode.Parse(ToUtf8Json());

    /// <summary>The value as a .NET object.</summary>
    /// <exception cref="JsonException">The value does not fit the type.</exception>
    public T? Deserialize<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(ToUtf8Json(), type);

    /// <summary>The value as a .NET object, by reflection.</summary>
    /// <exception cref="JsonException">The value does not fit the type.</exception>
    [RequiresUnreferencedCode("Reflection reads the object. Pass a JsonTypeInfo where code is trimmed.")]
    [RequiresDynamicCode("Reflection reads the object. Pass a JsonTypeInfo where code is compiled ahead of time.")]
    public T? Deserialize<T>(JsonSerializerOptions? options = null) =>
        JsonSerializer.Deserialize<T>(ToUtf8Json(), options ?? JsonSerializerOptions.Web);
}
