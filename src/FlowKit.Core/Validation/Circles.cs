namespace FlowKit.Validation;

/// <summary>How a circle is told: <c>a -> b -> a</c>.</summary>
internal static class Circles
{
    private const int MostNames = 20;

    /// <summary>The names in their order, the first one again at the end; the middle of a long circle is left out.</summary>
    public static string Text(IReadOnlyList<string> names)
    {
        var shown = names.Count <= MostNames
            ? names
            : [.. names.Take(MostNames / 2), $"({names.Count - MostNames} more)", .. names.Skip(names.Count - (MostNames / 2))];
        return $"{string.Join(" -> ", shown)} -> {names[0]}";
    }
}
