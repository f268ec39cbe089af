using System.Text;

namespace FlowKit.Drawing;

/// <summary>Conditions in few words: <c>$.input[?(@.height &gt;= 720)]</c> is <c>height &gt;= 720</c>.</summary>
internal static class ConditionText
{
    private const int MostCharacters = 34;
    private const string Always = "always";

    private static readonly string[] FilterStarts = ["$.input[?(", "$.input.[?(", "$.output[?(", "$.output.[?("];

    public static DrawnText Of(string condition)
    {
        var text = condition.Trim();
        var start = Array.Find(FilterStarts, start => text.StartsWith(start, StringComparison.Ordinal));
        if (start is not null && text.EndsWith(")]", StringComparison.Ordinal) && !text.AsSpan(start.Length).Contains("[?", StringComparison.Ordinal))
        {
            text = WithoutAt(text[start.Length..^2]).Trim();
        }
        else if (text.StartsWith("$.input.", StringComparison.Ordinal))
        {
            text = text["$.input.".Length..];
        }

        return new(Shortened(text), condition);
    }

    /// <summary>Conditions that all must hold, or one of which must.</summary>
    public static DrawnText Of(IReadOnlyList<string> conditions, string word)
    {
        if (conditions.Count == 0)
        {
            return new(Always, Always);
        }

        var texts = conditions.Select(Of).ToArray();
        return texts.Length == 1
            ? texts[0]
            : new(Shortened(string.Join($" {word} ", texts.Select(text => text.Short))), string.Join($" {word} ", conditions));
    }

    public static string Shortened(string text, int most = MostCharacters)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
        {
            return line;
        }

        // A character that takes two units is not cut in half.
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return $"{line[..end].TrimEnd()}…";
    }

    // The value under test needs no name; what looks like it between quotes is text.
    private static string WithoutAt(string filter)
    {
        var text = new StringBuilder(filter.Length);
        var quote = '\0';
        for (var i = 0; i < filter.Length; i++)
        {
            var c = filter[i];
            if (quote == '\0' && c == '@' && filter.AsSpan(i).StartsWith("@.", StringComparison.Ordinal))
            {
                i++;
                continue;
            }

            text.Append(c);
            quote = quote == '\0' && c is '\'' or '"' ? c : c == quote ? '\0' : quote;
        }

        return text.ToString();
    }
}
