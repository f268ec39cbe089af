using System.Globalization;

namespace FlowKit.Crash.Tests.Lives;

/// <summary><c>FLOWKIT_KILLS</c> says how often a process is killed, <c>FLOWKIT_FUZZ_SEED</c> how chance falls.</summary>
internal static class Settings
{
    public static int Kills => Number("FLOWKIT_KILLS", 10);

    public static int Seed => Number("FLOWKIT_FUZZ_SEED", 1);

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
