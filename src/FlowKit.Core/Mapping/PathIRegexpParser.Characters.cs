using System.Text;

namespace FlowKit.Mapping;

/// <summary>This part reads single characters, classes of them and categories.</summary>
internal sealed partial class PathIRegexpParser
{
    private PathCharacters? Characters()
    {
        if (Take('.'))
        {
            return PathCharacters.AllButLineEnds();
        }

        var set = new PathCharacters();
        if (Take('['))
        {
            return Class(set) ? set : null;
        }

        if (Property(set))
        {
            return set;
        }

        if (_pattern[_at] is '*' or '+' or '?' or '{' or '}' or ']' || !Character(out var character))
        {
            return null;
        }

        set.Add(character, character);
        return set;
    }

    private bool Class(PathCharacters set)
    {
        set.IsNegated = Take('^');
        var isFirst = true;
        while (!Take(']'))
        {
            if (AtEnd || !ClassPart(set, isFirst))
            {
                return false;
            }

            isFirst = false;
        }

        return !isFirst;
    }

    private bool ClassPart(PathCharacters set, bool isFirst)
    {
        if (Property(set))
        {
            return true;
        }

        // A dash is itself at the beginning and at the end of a class only.
        if (Take('-'))
        {
            set.Add('-', '-');
            return isFirst || (!AtEnd && _pattern[_at] == ']');
        }

        if (_pattern[_at] == '[' || !Character(out var from))
        {
            return false;
        }

        var to = from;
        if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
        {
            _at++;
            if (_pattern[_at] is '[' or '-' || !Character(out to) || to < from)
            {
                return false;
            }
        }

        set.Add(from, to);
        return true;
    }

    /// <summary><c>\p{Lu}</c>, <c>\P{L}</c>: the characters of a Unicode category, or all others.</summary>
    private bool Property(PathCharacters set)
    {
        var rest = _pattern.AsSpan(_at);
        var isNegated = rest.StartsWith(@"\P{");
        var close = rest.IndexOf('}');
        if ((!isNegated && !rest.StartsWith(@"\p{")) || close < 0 || !set.AddCategory(rest[3..close], isNegated))
        {
            return false;
        }

        _at += close + 1;
        return true;
    }

    /// <summary>One character, escaped or not.</summary>
    private bool Character(out int character)
    {
        character = 0;
        if (Take('\\'))
        {
            return !AtEnd && Escaped(_pattern[_at++], out character);
        }

        if (AtEnd || !Rune.TryGetRuneAt(_pattern, _at, out var rune))
        {
            return false;
        }

        _at += rune.Utf16SequenceLength;
        character = rune.Value;
        return true;
    }

    private static bool Escaped(char letter, out int character)
    {
        character = letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => letter,
        };
        return character != letter || "()*+-.?[\\]^${|}".Contains(letter, StringComparison.Ordinal);
    }
}
