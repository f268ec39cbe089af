using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Secrets;

/// <summary>
/// Masks what should not be shown. A name counts when it, or its last words, is one of the names: <c>token</c> masks <c>access_token</c>
/// and <c>accessToken</c>, not <c>max_tokens</c>. Case and signs between words count nothing.
/// </summary>
internal sealed partial class Redaction
{
    public const string Mask = "***";

    private static readonly SearchValues<char> EndsOfPlainValues = SearchValues.Create(",}] \t\r\n");

    private readonly HashSet<string> _names;

    public Redaction(IEnumerable<string> names) => _names = names.Select(Letters).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> DefaultNames { get; } = ["apikey", "authorization", "password", "secret", "token"];

    /// <summary>Masks the names that are masked everywhere.</summary>
    public static Redaction Default { get; } = new(DefaultNames);

    /// <summary>The value with masks; the very same value where nothing is masked.</summary>
    public FlowValue Apply(FlowValue value)
    {
        switch (value.Kind)
        {
            case FlowValueKind.String:
                return Apply(value.AsString()!);
            case FlowValueKind.Array:
                var items = value.Items.Select(Apply).ToArray();
                return items.Zip(value.Items).All(pair => pair.First.IsSame(pair.Second)) ? value : FlowValue.Array(items);
            case FlowValueKind.Object:
                var members = value.Members.Select(member => KeyValuePair.Create(member.Key, Member(member.Key, member.Value))).ToArray();
                return members.Zip(value.Members).All(pair => pair.First.Value.IsSame(pair.Second.Value)) ? value : FlowValue.Object(members);
            default:
                return value;
        }
    }

    /// <summary>The text with masks in the queries of addresses and in pieces of JSON.</summary>
    public string Apply(string text)
    {
        var shown = text.Contains("://", StringComparison.Ordinal) && text.Contains('?', StringComparison.Ordinal)
            ? QueryParameter().Replace(text, Masked)
            : text;
        shown = shown.Contains('"', StringComparison.Ordinal) ? MaskJson(shown) : shown;
        return shown == text ? text : shown;
    }

    public FlowFailure Apply(FlowFailure failure) => failure with { Message = Apply(failure.Message), Detail = Apply(failure.Detail) };

    public bool Hides(string name)
    {
        for (var start = 0; start < name.Length; start++)
        {
            if (IsWordStart(name, start) && _names.Contains(Letters(name[start..])))
            {
                return true;
            }
        }

        return false;
    }

    private FlowValue Member(string name, FlowValue value) => !value.IsNullOrMissing && Hides(name) ? Mask : Apply(value);

    private string Masked(Match found) =>
        Hides(Uri.UnescapeDataString(found.Groups["name"].Value)) ? $"{found.Groups["before"].Value}{Mask}" : found.Value;

    private string MaskJson(string text)
    {
        StringBuilder? shown = null;
        var from = 0;
        for (var name = JsonName().Match(text); name.Success;)
        {
            var end = name.Index + name.Length;
            if (Hides(name.Groups["name"].Value))
            {
                (shown ??= new()).Append(text, from, end - from).Append('"').Append(Mask).Append('"');
                from = end = EndOfValue(text, end);
            }

            name = JsonName().Match(text, end);
        }

        return shown is null ? text : shown.Append(text, from, text.Length - from).ToString();
    }

    // In a text that may be cut off, the end of an object or a list is not sure: it hides whatever follows.
    private static int EndOfValue(string text, int start)
    {
        if (start == text.Length || text[start] is '{' or '[')
        {
            return text.Length;
        }

        if (text[start] != '"')
        {
            var plain = text.AsSpan(start).IndexOfAny(EndsOfPlainValues);
            return plain < 0 ? text.Length : start + plain;
        }

        var end = start + 1;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        return Math.Min(end + 1, text.Length);
    }

    private static bool IsWordStart(string name, int at) => at == 0 ||
        (char.IsLetterOrDigit(name[at]) && (!char.IsLetterOrDigit(name[at - 1]) || (char.IsUpper(name[at]) && char.IsLower(name[at - 1]))));

    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var sign in name)
        {
            if (char.IsLetterOrDigit(sign))
            {
                letters.Append(char.ToLowerInvariant(sign));
            }
        }

        return letters.ToString();
    }

    [GeneratedRegex("""(?<before>[?&](?<name>[^=&#\s"]{1,100})=)[^&#\s"'\\]+""", RegexOptions.CultureInvariant)]
    private static partial Regex QueryParameter();

    [GeneratedRegex("\"(?<name>[^\"\\\\]{1,100})\"\\s*:\\s*", RegexOptions.CultureInvariant)]
    private static partial Regex JsonName();
}
