using System.Text.Json;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary>JSON given as an argument: the text itself, or <c>@FILE</c>.</summary>
internal static class JsonArgument
{
    /// <exception cref="WrongCallException">The file cannot be read, or the text is no JSON.</exception>
    public static FlowValue Read(string option, string argument) =>
        argument.StartsWith('@') ? Parse($"{option} {argument}", ReadFile(option, argument[1..])) : Parse(option, argument);

    /// <exception cref="WrongCallException">The file cannot be read, or the text is no JSON object.</exception>
    public static FlowValue ReadObject(string option, string argument) => Read(option, argument) is { Kind: FlowValueKind.Object } value
        ? value
        : throw new WrongCallException($"{option} must be a JSON object, such as {{\"amount\": 12}}.");

    /// <exception cref="WrongCallException">The text is no JSON.</exception>
    public static FlowValue Parse(string what, string text)
    {
        try
        {
            // What some shells and editors put before a text is no part of it.
            return FlowValue.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException fault)
        {
            throw new WrongCallException(
                $"{what} is no JSON of at most 64 levels (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}). Quote it for the shell, or name a file with @FILE.");
        }
    }

    private static string ReadFile(string option, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new WrongCallException($"{option}: the file '{path}' cannot be read. Check the path.");
        }
    }
}
