namespace FlowKit.Core.Tests.Architecture;

/// <summary>A table of docs/architecture.md: who stands in its first column, and whom its last column lets each of them name.</summary>
internal static class MapTable
{
    public static List<(string Name, string[] MayName)> Under(string heading)
    {
        var rows = new List<(string Name, string[] MayName)>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .SkipWhile(line => !line.StartsWith($"## {heading}", StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|')))
        {
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            rows.Add((Plain(cells[0]), [.. cells[^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain)]));
        }

        return rows;
    }

    private static string Plain(string cell) => cell.Trim('`', ' ');
}
