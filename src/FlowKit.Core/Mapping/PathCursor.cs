using System.Buffers;
using System.Globalization;
using System.Text;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>The lexer: a position in a path's text and the words that can begin there. Knows no grammar.</summary>
internal struct PathCursor(string text)
{
    private const long MaxInteger = 9007199254740991;

    // What has a meaning of its own in a path, and so ends a name of the flow dialect.
    private static readonly SearchValues<char> Meaningful = SearchValues.Create(".[](){},;'\"*?!&|<>=~/\\^`");

    public int Position { get; set; }

    public readonly bool AtEnd => Position >= text.Length;

    /// <summary>The next character; NUL, which no path holds, at the end.</summary>
    public readonly char Current => AtEnd ? '\0' : text[Position];

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
        {
            Position++;
        }
    }

    public bool Take(char c)
    {
        if (Current != c || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    public bool Take(string sign)
    {
        if (!text.AsSpan(Position).StartsWith(sign))
        {
            return false;
        }

        Position += sign.Length;
        return true;
    }

    public void Expect(char c)
    {
        if (!Take(c))
        {
            throw Expected($"'{c}'");
        }
    }

    /// <summary>A name without quotes: RFC 9535, section 2.5.1.1, or whatever has no meaning of its own in the flow dialect.</summary>
    public string? Name(bool flow)
    {
        var from = Position;
        while (!AtEnd && (flow ? IsFlowNameCharacter(Position == from) : IsNameCharacter(Position == from)))
        {
            Position++;
        }

        return Position > from ? text[from..Position] : null;
    }

    /// <summary>Letters, digits and underscores: the name of a function, an operator or a literal.</summary>
    public ReadOnlySpan<char> Word()
    {
        var from = Position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            Position++;
        }

        return text.AsSpan(from..Position);
    }

    /// <summary>An integer as RFC 9535 writes it; null when none begins here.</summary>
    public long? Integer()
    {
        var from = Position;
        Take('-');
        if (!Digits())
        {
            Position = from;
            return null;
        }

        var digits = text.AsSpan(from..Position);
        if (digits is ['0', _, ..] or ['-', '0', ..])
        {
            throw Fault(from, "an integer has no leading zero, and zero no sign");
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) &&
            number is >= -MaxInteger and <= MaxInteger
                ? number
                : throw Fault(from, $"an integer lies between -{MaxInteger} and {MaxInteger}");
    }

    /// <summary>A number as JSON writes it.</summary>
    public bool TryNumber(out FlowValue number)
    {
        var from = Position;
        number = default;
        Take('-');
        if (!Take('0') && !Digits())
        {
            return false;
        }

        if (Take('.') && !Digits())
        {
            return false;
        }

        if (Take('e') || Take('E'))
        {
            _ = Take('+') || Take('-');
            if (!Digits())
            {
                return false;
            }
        }

        number = FlowValue.FromNumberText(text[from..Position]);
        return true;
    }

    /// <summary>A text in quotes: RFC 9535, section 2.3.1.1. The flow dialect lets either quote be escaped in both.</summary>
    public string Quoted(bool flow)
    {
        var from = Position;
        var quote = text[Position++];
        var value = new StringBuilder();
        while (!Take(quote))
        {
            if (AtEnd)
            {
                throw Fault(from, "the text in quotes has no end");
            }

            if (Current < ' ')
            {
                throw Expected("an escape sequence in place of a control character");
            }

            if (Take('\\'))
            {
                Unescape(value, quote, flow);
            }
            else
            {
                value.Append(text[Position++]);
            }
        }

        return value.ToString();
    }

    /// <summary>What stands between two slashes; a slash inside is escaped.</summary>
    public string Slashed()
    {
        var from = Position;
        var value = new StringBuilder();
        Expect('/');
        while (!Take('/'))
        {
            if (AtEnd)
            {
                throw Fault(from, "the regular expression has no end: expected '/'");
            }

            if (Take("\\/"))
            {
                value.Append('/');
                continue;
            }

            if (Current == '\\' && Position + 1 < text.Length)
            {
                value.Append(text[Position++]);
            }

            value.Append(text[Position++]);
        }

        return value.ToString();
    }

    public readonly JsonPathException Expected(string what) => Fault(Position, AtEnd
        ? $"expected {what}, but the path ends"
        : $"expected {what}, found '{Found()}'");

    public static JsonPathException Fault(int position, string message, string code = FlowErrorCodes.JsonPathSyntax) =>
        new(new JsonPathFault(code, position, message));

    private readonly string Found() => Rune.TryGetRuneAt(text, Position, out var rune) && !Rune.IsControl(rune)
        ? rune.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"U+{(int)Current:X4}");

    private bool Digits()
    {
        var from = Position;
        while (char.IsAsciiDigit(Current))
        {
            Position++;
        }

        return Position > from;
    }

    private readonly bool IsNameCharacter(bool first) =>
        char.IsAsciiLetter(Current) || Current is '_' or >= '\u0080' || (!first && char.IsAsciiDigit(Current));

    private readonly bool IsFlowNameCharacter(bool first) =>
        Current > ' ' && !Meaningful.Contains(Current) && (first || Current != '@');

    private void Unescape(StringBuilder value, char quote, bool flow)
    {
        var letter = Current;
        Position++;
        _ = letter switch
        {
            'b' => value.Append('\b'),
            'f' => value.Append('\f'),
            'n' => value.Append('\n'),
            'r' => value.Append('\r'),
            't' => value.Append('\t'),
            '/' or '\\' => value.Append(letter),
            '\'' or '"' when flow || letter == quote => value.Append(letter),
            'u' => value.Append(CodePoint()),
            _ => throw Fault(Position - 1, "expected one of the escapes \\b \\f \\n \\r \\t \\/ \\\\ \\u and the escaped quote"),
        };
    }

    /// <summary>What one escape <c>\u</c> stands for, or two that are a surrogate pair.</summary>
    private Rune CodePoint()
    {
        var from = Position;
        var unit = CodeUnit();
        if (Rune.TryCreate(unit, out var rune) ||
            (char.IsHighSurrogate(unit) && Take("\\u") && Rune.TryCreate(unit, CodeUnit(), out rune)))
        {
            return rune;
        }

        throw Fault(from, "expected two escapes that are a surrogate pair");
    }

    private char CodeUnit()
    {
        var digits = text.AsSpan(Position);
        if (digits.Length < 4 || !ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Fault(Position, "expected four hexadecimal digits");
        }

        Position += 4;
        return (char)unit;
    }
}
