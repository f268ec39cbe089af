using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowKit.Core.Tests.Fuzzing.Harness;

/// <summary>Damages a text the way careless people, broken tools and attackers do.</summary>
/// <param name="corpus">Texts that are right, or nearly so.</param>
/// <param name="words">What the language knows, and what it should not choke on.</param>
internal sealed partial class TextMutator(IReadOnlyList<string> corpus, IReadOnlyList<string> words)
{
    private const int MostLength = 60_000;

    private static readonly string[] Oddities =
    [
        "\uFEFF", "\u2028", "\u2029", "\u0085", "\u00A0", "\u200B", "\u202E", "\0", "\u0001", "\u001B", "\u007F", "\uD83D", "\uDE00", "😀", "é", "e\u0301", "Ａ",
        "\t", "\r", "\r\n", "\n", "\n\n", "\v", "\f", "\\", "\"", "'", "`", "//", "/*", "*/", "#", "--", "%", "{{", "}}", "${", "\\u0000", "\\ud800", "\\x",
        "99999999999999999999999999", "-9223372036854775808", "9223372036854775808", "2147483648", "-2147483648", "1e400", "-1e-400", "0x7fffffff",
        "1.7976931348623157e308", ".5", "5.", "00", "-0", "NaN", "Infinity", ".inf", "1_000", "0b1", "0o7", "1e", "1e+99999999999",
        "null", "true", "~", "", " ",
    ];

    private static readonly string[] Pairs = ["()", "[]", "{}", "\"\"", "''", "<>", "//"];

    public string Make(Random random)
    {
        var text = new StringBuilder(Pick(random, corpus));
        for (var changes = random.Next(8) == 0 ? random.Next(5, 20) : random.Next(0, 5); changes > 0; changes--)
        {
            text = Change(text, random);
            if (text.Length > MostLength)
            {
                text.Length = MostLength;
            }
        }

        return text.ToString();
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private StringBuilder Change(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, random.Next(6) == 0 ? 400 : 30), text.Length - at);
        return random.Next(18) switch
        {
            0 => text.Remove(at, length),
            1 => text.Remove(at, text.Length - at),
            2 => text.Remove(0, at),
            3 => text.Insert(random.Next(text.Length + 1), text.ToString(at, length)),
            4 => text.Insert(at, Pick(random, Oddities)),
            5 or 6 => text.Insert(at, Pick(random, words)),
            7 => Replace(text, at, length, Pick(random, words)),
            8 => Repeat(text, at, length, random),
            9 => Nest(text, at, length, random),
            10 => Splice(text, at, random),
            11 => Flip(text, random),
            12 or 13 => SwapTokens(text, random),
            14 => OddNumber(text, random),
            15 or 16 => Lines(text, random),
            _ => Replace(text, at, Math.Min(1, length), Pick(random, Oddities)),
        };
    }

    private static StringBuilder Replace(StringBuilder text, int at, int length, string by) => text.Remove(at, length).Insert(at, by);

    private static StringBuilder Repeat(StringBuilder text, int at, int length, Random random)
    {
        var times = random.Next(4) == 0 ? random.Next(2, 2_000) : random.Next(2, 10);
        return text.Insert(at, text.ToString(at, length), Math.Min(times, MostLength / Math.Max(1, length)));
    }

    private static StringBuilder Nest(StringBuilder text, int at, int length, Random random)
    {
        var pair = Pick(random, Pairs);
        var depth = random.Next(4) == 0 ? random.Next(2, 3_000) : random.Next(1, 5);
        text.Insert(at + length, new string(pair[1], random.Next(5) == 0 ? 0 : depth));
        return text.Insert(at, new string(pair[0], depth));
    }

    private StringBuilder Splice(StringBuilder text, int at, Random random)
    {
        var other = Pick(random, corpus);
        var from = random.Next(other.Length + 1);
        var part = other.Substring(from, random.Next(other.Length - from + 1));
        return random.Next(2) == 0 ? text.Insert(at, part) : text.Remove(at, text.Length - at).Append(part);
    }

    private static StringBuilder Flip(StringBuilder text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (var flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return new(Encoding.UTF8.GetString(bytes));
    }

    private static StringBuilder SwapTokens(StringBuilder text, Random random)
    {
        var whole = text.ToString();
        var tokens = Token().Split(whole);
        var (first, second) = (random.Next(tokens.Length), random.Next(tokens.Length));
        (tokens[first], tokens[second]) = (tokens[second], tokens[first]);
        return new(string.Concat(tokens));
    }

    private static StringBuilder OddNumber(StringBuilder text, Random random)
    {
        var numbers = Digits().Matches(text.ToString());
        if (numbers.Count == 0)
        {
            return text;
        }

        var old = numbers[random.Next(numbers.Count)];
        var number = random.Next(4) switch
        {
            0 => random.Next(-3, 4).ToString(CultureInfo.InvariantCulture),
            1 => new string('9', random.Next(1, 400)),
            2 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
            _ => (random.NextDouble() * Math.Pow(10, random.Next(-320, 308))).ToString("R", CultureInfo.InvariantCulture),
        };
        return Replace(text, old.Index, old.Length, number);
    }

    private static StringBuilder Lines(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        var line = lines[from];
        switch (random.Next(7))
        {
            case 0:
                lines.Insert(to, line);
                break;
            case 1:
                lines.RemoveAt(from);
                break;
            case 2:
                lines[from] = line.TrimStart();
                break;
            case 3:
                lines[from] = new string(' ', random.Next(1, 9)) + line;
                break;
            case 4:
                lines[from] = "\t" + line;
                break;
            case 5:
                (lines[from], lines[to]) = (lines[to], lines[from]);
                break;
            default:
                return new(string.Join(Pick(random, ["\r", "\r\n", "\u2028", "\u0085", "\n \n"]), lines));
        }

        return new(string.Join('\n', lines));
    }

    [GeneratedRegex(@"(\W)")]
    private static partial Regex Token();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Digits();
}
