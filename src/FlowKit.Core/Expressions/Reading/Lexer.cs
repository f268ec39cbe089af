using System.Globalization;
using System.Text;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Expressions.Reading;

/// <summary>Cuts a stretch of text into tokens, one at a time. A copy of it looks ahead.</summary>
internal struct Lexer(string text, int start, int end, int nesting = 0)
{
    private static readonly string[] Symbols =
    [
        ">>>", "**", "==", "=~", "!=", "<=", ">=", "<<", ">>", "&&", "||", "->",
        "+", "-", "*", "/", "%", "=", "<", ">", "!", "~", "&", "|", "^", "?", ":", ",", ";", ".", "(", ")", "[", "]", "{", "}",
    ];

    private int _at = start;

    public Token Next()
    {
        SkipBlanks();
        if (_at >= end)
        {
            return new(TokenKind.End, string.Empty, end);
        }

        var first = text[_at];
        if (IsNameStart(first))
        {
            return Name();
        }

        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number();
        }

        return first is '"' or '\'' ? Text(first) : Symbol();
    }

    /// <summary>The regular expression whose opening slash is at the offset.</summary>
    public (string Source, int Position) Pattern(int slash)
    {
        var source = new StringBuilder();
        for (_at = slash + 1; _at < end; _at++)
        {
            switch (text[_at])
            {
                case '/':
                    _at++;
                    return (source.ToString(), slash);
                case '\n':
                    throw Fault(slash, "the regular expression has no end: '/' is missing in its line");
                case '\\' when Peek(1) == '/':
                    source.Append('/');
                    _at++;
                    break;
                case '\\' when _at + 1 < end:
                    source.Append('\\').Append(text[++_at]);
                    break;
                default:
                    source.Append(text[_at]);
                    break;
            }
        }

        throw Fault(slash, "the regular expression has no end: '/' is missing");
    }

    /// <summary>Whether another slash follows in the line: the one at hand opens a regular expression.</summary>
    public readonly bool HasSlashAhead()
    {
        var line = text.AsSpan(_at, end - _at);
        var newline = line.IndexOf('\n');
        return (newline < 0 ? line : line[..newline]).Contains('/');
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private static ExpressionSyntaxException Fault(int position, string message) =>
        new(FlowErrorCodes.ExpressionSyntax, position, message);

    private readonly char Peek(int ahead) => _at + ahead < end ? text[_at + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_at < end)
        {
            if (text[_at] == '#' && Peek(1) == '#')
            {
                var newline = text.AsSpan(_at, end - _at).IndexOf('\n');
                _at = newline < 0 ? end : _at + newline;
            }
            else if (char.IsWhiteSpace(text[_at]) || (text[_at] == '#' && IsNameStart(Peek(1))))
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private Token Name()
    {
        var from = _at;
        while (_at < end && IsNamePart(text[_at]))
        {
            _at++;
        }

        return new(TokenKind.Name, text[from.._at], from);
    }

    private Token Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0 && _at + symbol.Length <= end)
            {
                _at += symbol.Length;
                return new(TokenKind.Symbol, symbol, _at - symbol.Length);
            }
        }

        var shown = char.IsControl(text[_at]) || char.IsSurrogate(text[_at]) ? $"U+{(int)text[_at]:X4}" : $"'{text[_at]}'";
        throw Fault(_at, $"the character {shown} has no meaning here");
    }

    private Token Number()
    {
        var from = _at;
        if (text[_at] == '0' && Peek(1) is 'x' or 'X')
        {
            return Hexadecimal(from);
        }

        SkipDigits();
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }

        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            SkipDigits();
        }

        return Ended(from, ValueOf(from));
    }

    private Token Hexadecimal(int from)
    {
        _at += 2;
        while (char.IsAsciiHexDigit(Peek(0)))
        {
            _at++;
        }

        var digits = text.AsSpan(from + 2, _at - from - 2);
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? Ended(from, unchecked((long)bits))
            : throw Fault(from, "a hexadecimal number has 1 to 16 digits");
    }

    private Token Ended(int from, FlowValue value)
    {
        if (Peek(0) == 'N')
        {
            _at++;
        }

        return IsNamePart(Peek(0))
            ? throw Fault(from, "the number is not valid: a name follows it directly")
            : new(TokenKind.Number, text[from.._at], from) { Number = value };
    }

    private readonly FlowValue ValueOf(int from)
    {
        var digits = text[from.._at].TrimStart('0');
        if (digits.All(char.IsAsciiDigit))
        {
            return FlowValue.FromNumberText(digits.Length == 0 ? "0" : digits);
        }

        var number = double.Parse(text.AsSpan(from, _at - from), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw Fault(from, "the number is too large");
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _at++;
        }
    }

    private Token Text(char quote)
    {
        var from = _at++;
        var parts = new List<TextPart>();
        var characters = new StringBuilder();
        while (_at < end && text[_at] != quote)
        {
            if (text[_at] == '#' && Peek(1) == '{')
            {
                parts.Add(new(characters.ToString()));
                characters.Clear();
                parts.Add(Hole());
            }
            else
            {
                characters.Append(text[_at] == '\\' ? Escaped(quote) : text[_at]);
                _at++;
            }
        }

        if (_at++ >= end)
        {
            throw Fault(from, $"the text has no end: {quote} is missing");
        }

        parts.Add(new(characters.ToString()));
        return new(TokenKind.Text, string.Empty, from) { Parts = parts };
    }

    private char Escaped(char quote)
    {
        var c = Peek(1);
        var meant = c switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            '\\' or '#' or '\'' or '"' => c,
            _ => '\0',
        };
        if (meant == '\0')
        {
            throw Fault(_at, $"there is no escape \\{(c == '\0' ? string.Empty : c)}; write \\\\ for a backslash, \\{quote} for the quote");
        }

        _at++;
        return meant;
    }

    /// <summary>Skips to the brace that closes <c>#{</c>; texts and braces within are whole.</summary>
    private TextPart Hole()
    {
        var from = _at;
        _at += 2;
        if (nesting == ExpressionLimits.MaxNesting)
        {
            throw new ExpressionSyntaxException(
                FlowErrorCodes.ExpressionTooLarge, from, $"texts are nested deeper than {ExpressionLimits.MaxNesting} times");
        }

        var inner = new Lexer(text, _at, end, nesting + 1);
        for (var open = 1; ;)
        {
            var token = inner.Next();
            open += token.Is("{") ? 1 : token.Is("}") ? -1 : 0;
            if (token.Kind == TokenKind.End)
            {
                throw Fault(from, "'#{' is not closed: '}' is missing");
            }

            if (open == 0)
            {
                _at = inner._at;
                return new(null, from + 2, token.Position);
            }
        }
    }
}
