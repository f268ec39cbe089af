using System.Buffers;
using System.Text.Json;
using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>Writes bodies. Safe to call from many threads.</summary>
internal sealed class JsonBodies
{
    private const int UsualBytes = 512;
    private const int LargestKept = 64 * 1024;

    private readonly Spares<Pen> _pens = new(most: Environment.ProcessorCount * 2);

    /// <summary>The object with a member of the engine's before its own; one of its own with that name stands there instead.</summary>
    public byte[] Write(string name, string value, FlowValue own)
    {
        var pen = _pens.Take() ?? new Pen();
        Write(pen.Json, name, value, own);
        pen.Json.Flush();
        var body = pen.Bytes.WrittenSpan.ToArray();
        if (pen.Bytes.Capacity <= LargestKept)
        {
            pen.Bytes.ResetWrittenCount();
            pen.Json.Reset();
            _pens.TryGiveBack(pen);
        }

        return body;
    }

    private static void Write(Utf8JsonWriter json, string name, string value, FlowValue own)
    {
        json.WriteStartObject();
        json.WritePropertyName(name);
        (own[name] is { IsMissing: false } given ? given : value).WriteTo(json);
        var members = own.AsObjectNode;
        for (var i = 0; i < members?.Count; i++)
        {
            if (members.NameAt(i) != name)
            {
                json.WritePropertyName(members.NameAt(i));
                members.ValueAt(i).WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>A writer with its buffer.</summary>
    private sealed class Pen
    {
        public Pen() => Json = new(Bytes, JsonWriting.Options(indented: false));

        public ArrayBufferWriter<byte> Bytes { get; } = new(UsualBytes);

        public Utf8JsonWriter Json { get; }
    }
}
