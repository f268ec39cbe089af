using System.Globalization;
using System.Text;

namespace FlowKit.Mapping;

/// <summary>A set of Unicode characters, and how it is written for .NET, where those beyond U+FFFF are two units.</summary>
internal sealed class PathCharacters
{
    private const int Last = 0x10FFFF;

    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps",
        "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    // Runs of characters of one category, in order: about 3,500, found once.
    private static readonly Lazy<(int From, int To, string Category)[]> Runs = new(FindRuns);

    private List<(int From, int To)> _ranges = [];

    public void Add(int from, int to) => _ranges.Add((from, to));

    public void AddAllButLineEnds() => _ranges.AddRange([(0, '\n' - 1), ('\n' + 1, '\r' - 1), ('\r' + 1, Last)]);

    /// <summary>False when there is no such category; <c>L</c> is all of <c>Lu</c>, <c>Ll</c> and so on.</summary>
    public bool AddCategory(ReadOnlySpan<char> name, bool negated)
    {
        if (!IsCategory(name))
        {
            return false;
        }

        foreach (var (from, to, category) in Runs.Value)
        {
            if (category.AsSpan().StartsWith(name) != negated)
            {
                _ranges.Add((from, to));
            }
        }

        return true;
    }

    public void Complement()
    {
        Merge();
        var rest = new List<(int From, int To)>();
        var next = 0;
        foreach (var (from, to) in _ranges)
        {
            if (from > next)
            {
                rest.Add((next, from - 1));
            }

            next = to + 1;
        }

        if (next <= Last)
        {
            rest.Add((next, Last));
        }

        _ranges = rest;
    }

    public void WriteTo(StringBuilder net)
    {
        Merge();
        var units = new StringBuilder();
        var pairs = new StringBuilder();
        foreach (var (from, to) in _ranges)
        {
            WriteUnits(units, from, Math.Min(to, 0xD7FF));
            WriteUnits(units, Math.Max(from, 0xE000), Math.Min(to, 0xFFFF));
            WritePairs(pairs, Math.Max(from, 0x10000), to);
        }

        // A class of everything and nothing else matches nothing.
        net.Append("(?:").Append(units.Length > 0 ? $"[{units}]" : @"[^\0-\uFFFF]").Append(pairs).Append(')');
    }

    private static bool IsCategory(ReadOnlySpan<char> name)
    {
        foreach (var category in Categories)
        {
            if (category != "Cs" && (name.SequenceEqual(category) || (name.Length == 1 && category[0] == name[0])))
            {
                return true;
            }
        }

        return false;
    }

    private static (int From, int To, string Category)[] FindRuns()
    {
        var runs = new List<(int From, int To, string Category)>();
        var from = 0;
        for (var c = 1; c <= Last + 1; c++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(from);
            if (c > Last || CharUnicodeInfo.GetUnicodeCategory(c) != category)
            {
                runs.Add((from, c - 1, Categories[(int)category]));
                from = c;
            }
        }

        return [.. runs];
    }

    private void Merge()
    {
        _ranges.Sort();
        var merged = new List<(int From, int To)>();
        foreach (var (from, to) in _ranges)
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            }
            else
            {
                merged.Add((from, to));
            }
        }

        _ranges = merged;
    }

    private static void WriteUnits(StringBuilder net, int from, int to)
    {
        if (from <= to)
        {
            net.Append(CultureInfo.InvariantCulture, $"\\u{from:X4}-\\u{to:X4}");
        }
    }

    /// <summary>The range as pairs, one alternative for each way the first unit restricts the second.</summary>
    private static void WritePairs(StringBuilder net, int from, int to)
    {
        while (from <= to)
        {
            var (high, low) = Split(from);
            var (lastHigh, lastLow) = Split(to);
            var block = high == lastHigh ? lastLow : 0xDFFF;
            var until = low == 0xDC00 && lastHigh > high ? lastHigh - (lastLow == 0xDFFF ? 0 : 1) : high;
            net.Append(CultureInfo.InvariantCulture, $"|[\\u{high:X4}-\\u{until:X4}][\\u{low:X4}-\\u{block:X4}]");
            from = 0x10000 + ((until - 0xD800) << 10) + (block - 0xDC00) + 1;
        }
    }

    private static (int High, int Low) Split(int character) =>
        (0xD800 + ((character - 0x10000) >> 10), 0xDC00 + ((character - 0x10000) & 0x3FF));
}
