using System.Security;
using FlowKit.Errors;
using FlowKit.Reading;

namespace FlowKit.Yaml;

/// <summary>The text of a file; what goes wrong is told as a diagnostic.</summary>
internal static class FlowFile
{
    public static string? Read(string path, int maxBytes, Findings findings)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > maxBytes)
            {
                findings.Error(
                    FlowErrorCodes.TextTooLarge, SourcePlace.Root(path), SourceText.TooLarge(maxBytes), "divide it into several flows");
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Utf8Text.Decode(bytes, path, findings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException or ArgumentException)
        {
            findings.Error(
                FlowErrorCodes.FileUnreadable,
                SourcePlace.Root(path),
                fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException ? "there is no such file" : "the file cannot be read");
            return null;
        }
    }
}
