using FlowKit.Errors;

namespace FlowKit.Testing.Scenarios;

/// <summary>Compares the errors of a refusal with those expected.</summary>
internal static class RefusalCheck
{
    private const string What = "refused";

    public static void Compare(IReadOnlyList<ExpectedFault>? expected, IReadOnlyList<Diagnostic> errors, List<ScenarioDifference> differences)
    {
        var told = errors.Count == 0 ? "the flow runs" : string.Join(" | ", errors);
        if (expected is null != (errors.Count == 0))
        {
            differences.Add(new(What, expected is null ? "the flow runs" : "a refusal", told));
            return;
        }

        var matched = Match(expected ?? [], errors);
        differences.AddRange((expected ?? [])
            .Where((_, index) => !matched.Contains(index))
            .Select(fault => new ScenarioDifference(What, fault.ToString(), told)));
    }

    /// <summary>The expected faults that can each have an error of its own, as many as possible.</summary>
    private static HashSet<int> Match(IReadOnlyList<ExpectedFault> expected, IReadOnlyList<Diagnostic> errors)
    {
        var owners = new int[errors.Count];
        Array.Fill(owners, -1);
        for (var fault = 0; fault < expected.Count; fault++)
        {
            TryPlace(fault, expected, errors, owners, new bool[errors.Count]);
        }

        return [.. owners];
    }

    /// <summary>Gives a fault an error; the one who has it may move to another.</summary>
    private static bool TryPlace(
        int fault, IReadOnlyList<ExpectedFault> expected, IReadOnlyList<Diagnostic> errors, int[] owners, bool[] asked)
    {
        for (var i = 0; i < errors.Count; i++)
        {
            if (asked[i] || !expected[fault].Matches(errors[i]))
            {
                continue;
            }

            asked[i] = true;
            if (owners[i] < 0 || TryPlace(owners[i], expected, errors, owners, asked))
            {
                owners[i] = fault;
                return true;
            }
        }

        return false;
    }
}
