using System.CommandLine;

namespace FlowKit.Cli;

/// <summary>Options that several verbs have.</summary>
internal static class VerbOptions
{
    public const string JsonName = "--json";

    public static Option<bool> Json() => new(JsonName) { Description = "Print JSON on standard output, and nothing else there." };
}
