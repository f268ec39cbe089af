using System.Globalization;
using System.Text.Json;

namespace FlowKit.Crash.Tests.Promises;

/// <summary>The executors: they answer alike whenever the same attempt comes.</summary>
internal static class World
{
    public static string[] Answer(Attempt attempt, string resource, string input) => resource switch
    {
        "function://add" => Added(input),
        "function://shaky" when attempt.Number == 1 => ["failed", "The first attempt fails."],
        "function://flaky" when attempt.Epoch == 0 => ["failed", "It fails until somebody has it done again."],
        "function://shaky" or "function://flaky" => Added(input),
        "function://ask" => ["accepted"],
        _ => ["failed", "It never succeeds."],
    };

    private static string[] Added(string input)
    {
        using var document = JsonDocument.Parse(input);
        var n = document.RootElement.GetProperty("n").GetInt32() + 1;
        return ["succeeded", string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{n}}}""")];
    }
}
