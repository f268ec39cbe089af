using System.Globalization;

namespace FlowKit.Cli;

/// <summary>Numbers with their noun.</summary>
internal static class Counted
{
    /// <summary><c>1 file</c>, <c>2 files</c>.</summary>
    public static string Of(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? string.Empty : "s")}");
}
