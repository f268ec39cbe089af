using System.Text;
using System.Text.Unicode;
using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>Bytes to text.</summary>
internal static class Utf8Text
{
    /// <summary>The text of bytes in UTF-8; null, with the fault told, when they are none.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, string? file, Findings findings)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var valid = FirstFault(bytes);
        var before = Encoding.UTF8.GetString(bytes[..valid]);
        findings.Error(
            FlowErrorCodes.NotUtf8,
            SourceText.PlaceAt(before, before.Length, file),
            "the file is not written in UTF-8",
            "save it as UTF-8");
        return null;
    }

    private static int FirstFault(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
