using System.Globalization;

namespace FlowKit.Mapping;

/// <summary>A set of Unicode characters: ranges and categories, or all but those.</summary>
internal sealed class PathCharacters
{
    // In the order of UnicodeCategory.
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps",
        "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private readonly List<(int From, int To)> _ranges = [];
    private int _categories;

    public bool IsNegated { get; set; }

    public static PathCharacters AllButLineEnds()
    {
        var set = new PathCharacters { IsNegated = true };
        set.Add('\n', '\n');
        set.Add('\r', '\r');
        return set;
    }

    public void Add(int from, int to) => _ranges.Add((from, to));

    /// <summary>False when there is no such category; <c>L</c> is all of <c>Lu</c>, <c>Ll</c> and so on.</summary>
    public bool AddCategory(ReadOnlySpan<char> name, bool negated)
    {
        var found = 0;
        for (var i = 0; i < Categories.Length; i++)
        {
            if (Categories[i] != "Cs" && (name.SequenceEqual(Categories[i]) || (name.Length == 1 && Categories[i][0] == name[0])))
            {
                found |= 1 << i;
            }
        }

        _categories |= negated ? ~found : found;
        return found != 0;
    }

    public bool Contains(int character)
    {
        foreach (var (from, to) in _ranges)
        {
            if (character >= from && character <= to)
            {
                return !IsNegated;
            }
        }

        var isOfCategory = _categories != 0 && ((_categories >> (int)CharUnicodeInfo.GetUnicodeCategory(character)) & 1) != 0;
        return isOfCategory != IsNegated;
    }
}
