namespace FlowKit.Errors;

/// <summary>Finds the word an author probably meant. The work of one instance is bounded: past its budget it knows nothing.</summary>
internal sealed class Spelling(int budget = 4_000_000)
{
    private const int LongestWord = 64;

    private int _budget = budget;

    /// <summary>A word of an author as it may stand in a message.</summary>
    public static string Short(string word) => word.Length <= 60 ? word : $"{word.AsSpan(0, 57)}...";

    /// <summary><c>did you mean 'x'?</c>, or null when no word is near.</summary>
    public string? Hint(string word, IEnumerable<string> known) =>
        Nearest(word, known) is { } nearest ? $"did you mean '{nearest}'?" : null;

    /// <summary>The nearest of the known words, or null when none is near.</summary>
    public string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        var bound = Math.Min(3, 1 + (word.Length / 4));
        string? nearest = null;
        string? alike = null;
        foreach (var candidate in known)
        {
            if (--_budget < 0)
            {
                break;
            }

            if (alike is null && HaveOneStem(word, candidate))
            {
                alike = candidate;
            }

            if (Math.Abs(candidate.Length - word.Length) <= bound && candidate.Length <= LongestWord &&
                Distance(word, candidate) is var distance && distance <= bound && candidate != word)
            {
                nearest = candidate;
                bound = distance - 1;
            }
        }

        return nearest ?? alike;
    }

    /// <summary>
    /// They begin alike, up to the last letter of the shorter one: <c>ship</c> and <c>shipping</c>, <c>retries</c> and <c>retry</c>.
    /// </summary>
    private static bool HaveOneStem(string word, string candidate)
    {
        var shorter = Math.Min(word.Length, candidate.Length);
        return shorter >= 3 && word.AsSpan().CommonPrefixLength(candidate) >= Math.Max(3, shorter - 1);
    }

    /// <summary>How many letters must be put in, taken out, replaced or exchanged with their neighbour; the case counts nothing.</summary>
    private int Distance(string left, string right)
    {
        _budget -= left.Length * right.Length;
        Span<int> before = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
