namespace FlowKit.Expressions.Reading;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class NearestName
{
    private const int LongestGuess = 40;

    /// <summary>The name with the fewest changes, up to a third of its length; null when none is near.</summary>
    public static string? Of(string written, IEnumerable<string> names)
    {
        if (written.Length > LongestGuess)
        {
            return null;
        }

        var nearest = names.Select(name => (Name: name, Changes: Changes(written, name)))
            .OrderBy(candidate => candidate.Changes)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Changes <= Math.Max(1, nearest.Name.Length / 3) ? nearest.Name : null;
    }

    /// <summary>How many letters must be added, taken away or replaced, case aside.</summary>
    private static int Changes(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)), row[j]);
            }
        }

        return row[^1];
    }
}
