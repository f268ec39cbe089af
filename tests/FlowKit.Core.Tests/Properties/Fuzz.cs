using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Core.Tests.Properties.Flows;

namespace FlowKit.Core.Tests.Properties;

/// <summary>
/// How many random cases a property looks at, and which. FLOWKIT_FLOWS multiplies the numbers; FLOWKIT_SEED runs one seed alone;
/// FLOWKIT_FIRST_SEED moves the range.
/// </summary>
internal static class Fuzz
{
    private static readonly double Factor = double.TryParse(
        Environment.GetEnvironmentVariable("FLOWKIT_FLOWS"), System.Globalization.CultureInfo.InvariantCulture, out var factor) ? factor : 1;

    public static int Count(int usual) => Math.Max(1, (int)(usual * Factor));

    /// <summary>
    /// Throws so many flows and looks at each whose result is sure, for differences; one tells the seed and the flow.
    /// </summary>
    public static void EachFlow(int usual, Func<Expected, IEnumerable<string>> look) => EachFlow(usual, FlowDice.Throw, look);

    /// <summary>The same with flows of the caller's choice.</summary>
    public static void EachFlow(int usual, Func<int, FlowModel> flowOf, Func<Expected, IEnumerable<string>> look)
    {
        var unsure = 0;
        var all = 0;
        foreach (var seed in Seeds(usual))
        {
            all++;
            unsure += Look(flowOf(seed), look) ? 0 : 1;
        }

        Assert.True(unsure * 8 <= all, $"{unsure} of {all} flows allow more than one result: too many are not looked at.");
    }

    private static bool Look(FlowModel flow, Func<Expected, IEnumerable<string>> look)
    {
        try
        {
            var expected = Expected.Of(flow);
            if (!expected.IsSure)
            {
                return false;
            }

            var differences = look(expected).ToList();
            if (differences.Count > 0 && expected.IsUnsureAfterAll())
            {
                return false;
            }

            Assert.True(differences.Count == 0, string.Join('\n', differences));
            return true;
        }
        catch (Exception failure)
        {
            Assert.Fail($"Run it again with FLOWKIT_SEED={flow.Seed}\n{ModelText.Of(flow)}\n{failure.Message}\n{failure.StackTrace}");
            return false;
        }
    }

    public static IEnumerable<int> Seeds(int usual)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("FLOWKIT_SEED"), out var one))
        {
            return [one];
        }

        return int.TryParse(Environment.GetEnvironmentVariable("FLOWKIT_FIRST_SEED"), out var first)
            ? Enumerable.Range(first, Count(usual))
            : Enumerable.Range(1, Count(usual));
    }
}
