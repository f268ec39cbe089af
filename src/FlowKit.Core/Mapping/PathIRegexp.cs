using System.Globalization;
using System.Text;

namespace FlowKit.Mapping;

/// <summary>
/// I-Regexp (RFC 9485) into a .NET pattern that counts a code point, not a UTF-16 unit, as one character. <c>^</c> and <c>$</c>
/// outside a class are the ends of the text, as the compliance suite of RFC 9535 has it.
/// </summary>
internal sealed class PathIRegexp
{
    private const int MaxNesting = 64;
    private const int MaxRepeat = 1000;

    private readonly string _pattern;
    private readonly StringBuilder _net = new();
    private int _at;

    private PathIRegexp(string pattern) => _pattern = pattern;

    private bool AtEnd => _at >= _pattern.Length;

    /// <summary>The .NET pattern; null when the text is no I-Regexp.</summary>
    public static string? Translate(string pattern)
    {
        var translation = new PathIRegexp(pattern);
        return translation.Alternatives(MaxNesting) && translation.AtEnd ? translation._net.ToString() : null;
    }

    private bool Alternatives(int depth)
    {
        while (!AtEnd && _pattern[_at] != ')')
        {
            if (Take('|'))
            {
                _net.Append('|');
            }
            else if (depth == 0 || !Piece(depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Piece(int depth) => Atom(depth) && Quantifier();

    private bool Atom(int depth)
    {
        if (Take('('))
        {
            _net.Append("(?:");
            var closed = Alternatives(depth - 1) && Take(')');
            _net.Append(')');
            return closed;
        }

        if (Take('^') || Take('$'))
        {
            _net.Append(_pattern[_at - 1] == '^' ? @"(?:\A)" : @"(?:\z)");
            return true;
        }

        var set = new PathCharacters();
        if (Take('.'))
        {
            set.AddAllButLineEnds();
        }
        else if (!Characters(set))
        {
            return false;
        }

        set.WriteTo(_net);
        return true;
    }

    private bool Characters(PathCharacters set)
    {
        if (Take('['))
        {
            return ClassExpression(set);
        }

        if (Property(set))
        {
            return true;
        }

        if (_pattern[_at] is '*' or '+' or '?' or '{' or '}' or ']' || !Character(out var character))
        {
            return false;
        }

        set.Add(character, character);
        return true;
    }

    private bool ClassExpression(PathCharacters set)
    {
        var negated = Take('^');
        var first = true;
        while (!Take(']'))
        {
            if (AtEnd || !ClassPart(set, first))
            {
                return false;
            }

            first = false;
        }

        if (negated)
        {
            set.Complement();
        }

        return !first;
    }

    private bool ClassPart(PathCharacters set, bool first)
    {
        if (Property(set))
        {
            return true;
        }

        // A dash is itself at the beginning and at the end of a class only.
        if (Take('-'))
        {
            set.Add('-', '-');
            return first || (!AtEnd && _pattern[_at] == ']');
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
        return letter is 'n' or 'r' or 't' or '(' or ')' or '*' or '+' or '-' or '.' or '?' or '[' or '\\' or ']' or '^' or '$' or '{' or '|' or '}';
    }

    /// <summary><c>\p{Lu}</c>, <c>\P{L}</c>: the characters of a Unicode category, or all others.</summary>
    private bool Property(PathCharacters set)
    {
        var negated = _pattern.AsSpan(_at).StartsWith("\\P{");
        var close = _pattern.IndexOf('}', _at);
        if ((!negated && !_pattern.AsSpan(_at).StartsWith("\\p{")) || close < 0)
        {
            return false;
        }

        if (!set.AddCategory(_pattern.AsSpan((_at + 3)..close), negated))
        {
            return false;
        }

        _at = close + 1;
        return true;
    }

    private bool Quantifier()
    {
        if (Take('*') || Take('+') || Take('?'))
        {
            _net.Append(_pattern[_at - 1]);
            return true;
        }

        if (!Take('{'))
        {
            return true;
        }

        if (!Repeat(out var least))
        {
            return false;
        }

        _net.Append(CultureInfo.InvariantCulture, $"{{{least}");
        if (Take(','))
        {
            _net.Append(',');
            if (!AtEnd && _pattern[_at] != '}')
            {
                if (!Repeat(out var most) || most < least)
                {
                    return false;
                }

                _net.Append(CultureInfo.InvariantCulture, $"{most}");
            }
        }

        _net.Append('}');
        return Take('}');
    }

    private bool Repeat(out int count)
    {
        var from = _at;
        while (!AtEnd && char.IsAsciiDigit(_pattern[_at]))
        {
            _at++;
        }

        return int.TryParse(_pattern.AsSpan(from.._at), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaxRepeat;
    }

    private bool Take(char c)
    {
        if (AtEnd || _pattern[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }
}
