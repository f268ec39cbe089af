using System.Text.RegularExpressions;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>This part reads what filters compare: literals, queries, calls and regular expressions.</summary>
internal sealed partial class PathParser
{
    private PathTerm Term()
    {
        var from = _at.Position;
        return _at.Current switch
        {
            '@' => new(from, RelativeOrAbsolute(), null),
            '$' => new(from, RelativeOrAbsolute(), null),
            >= 'a' and <= 'z' => LiteralOrCall(),
            _ => new(from, new PathOperand.Literal(Literal()), null),
        };
    }

    private PathOperand.Query RelativeOrAbsolute()
    {
        var isAbsolute = _at.Take('$');
        if (!isAbsolute)
        {
            _at.Expect('@');
        }

        var query = Query();
        if (isAbsolute)
        {
            _absolute.Add(query);
        }

        return new(query, isAbsolute);
    }

    private PathTerm LiteralOrCall()
    {
        var from = _at.Position;
        var word = _at.Word().ToString();
        if (_at.Take('('))
        {
            return Call(word, from);
        }

        _at.Position = from;
        return new(from, new PathOperand.Literal(Literal()), null);
    }

    private FlowValue Literal()
    {
        if (_at.Current is '\'' or '"')
        {
            return _at.Quoted(_flow);
        }

        if (_at.Current is '-' or (>= '0' and <= '9'))
        {
            return _at.TryNumber(out var number) ? number : throw _at.Expected("a digit");
        }

        if (_flow && _at.Take('['))
        {
            return List();
        }

        var from = _at.Position;
        return _at.Word() switch
        {
            "true" => FlowValue.True,
            "false" => FlowValue.False,
            "null" => FlowValue.Null,
            { IsEmpty: true } => throw _at.Expected("'@', '$', a literal or a function"),
            var word => throw PathCursor.Fault(from, $"expected '@', '$', a literal or a function, found '{word}'"),
        };
    }

    private FlowValue List()
    {
        Nest();
        var items = new List<FlowValue>();
        _at.SkipBlanks();
        while (!_at.Take(']'))
        {
            items.Add(Literal());
            _at.SkipBlanks();
            if (_at.Current != ']' && !_at.Take(','))
            {
                throw _at.Expected("',' or ']'");
            }

            _at.SkipBlanks();
        }

        _nesting--;
        return FlowValue.Array(items);
    }

    /// <summary>The functions of RFC 9535, section 2.4, and no others.</summary>
    private PathTerm Call(string name, int from)
    {
        Nest();
        PathTerm call = name switch
        {
            "length" => new(from, new PathOperand.LengthOf(Comparable(Argument())), null),
            "count" => new(from, new PathOperand.CountOf(Nodes(Argument())), null),
            "value" => new(from, new PathOperand.OnlyOf(Nodes(Argument())), null),
            "match" => new(from, null, Match(whole: true)),
            "search" => new(from, null, Match(whole: false)),
            _ => throw PathCursor.Fault(
                from, $"there is no function '{name}'; there are length, count, match, search, value", FlowErrorCodes.JsonPathFunction),
        };
        _at.SkipBlanks();
        if (_at.Current == ',')
        {
            throw PathCursor.Fault(_at.Position, $"the function '{name}' takes no further argument", FlowErrorCodes.JsonPathFunction);
        }

        _at.Expect(')');
        _nesting--;
        return call;
    }

    private PathTerm Argument()
    {
        _at.SkipBlanks();
        return Term();
    }

    private static PathOperand.Query Nodes(PathTerm term) => term.Value is PathOperand.Query { Path.Functions.Length: 0 } query
        ? query
        : throw PathCursor.Fault(term.Position, "this function takes a query", FlowErrorCodes.JsonPathFunction);

    private PathFilter.Match Match(bool whole)
    {
        var text = Comparable(Argument());
        _at.SkipBlanks();
        if (!_at.Take(','))
        {
            throw PathCursor.Fault(_at.Position, "this function takes a text and a regular expression", FlowErrorCodes.JsonPathFunction);
        }

        return new(text, Pattern(Argument(), text => PathIRegexp.Compile(text, whole)), readsScalars: false);
    }

    /// <summary>The right side of <c>=~</c>.</summary>
    private PathPattern FlowPattern()
    {
        if (_at.Current != '/')
        {
            return Pattern(Term(), text => PathNetRegex.Compile(text));
        }

        var from = _at.Position;
        var pattern = _at.Slashed();
        CountPattern(from);
        return Usable(PathNetRegex.Compile(pattern, Flags()), from);
    }

    private RegexOptions Flags()
    {
        var options = RegexOptions.None;
        var from = _at.Position;
        foreach (var flag in _at.Word())
        {
            options |= flag switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                'd' or 'u' or 'U' => RegexOptions.None,
                _ => throw PathCursor.Fault(
                    from, $"there is no flag '{flag}'; there are i, m, s, x, and d, u, U without effect", FlowErrorCodes.JsonPathRegex),
            };
        }

        return options;
    }

    private PathPattern Pattern(PathTerm term, Func<string, PathRegex> compile)
    {
        var source = Comparable(term);
        CountPattern(term.Position);
        return (source as PathOperand.Literal)?.Value.AsString() is { } pattern
            ? Usable(compile(pattern), term.Position)
            : new(source, compile);
    }

    // A regular expression holds memory as long as the path is kept, far more than its text.
    private void CountPattern(int from)
    {
        if (++_patterns > _limits.Patterns)
        {
            throw PathCursor.Fault(from, $"a path has at most {_limits.Patterns} regular expressions", FlowErrorCodes.JsonPathRegex);
        }
    }

    // RFC 9535 has no faulty patterns, only some that match nothing; an author of a flow is better served by being told.
    private PathPattern Usable(PathRegex regex, int from) => regex.Fault is { } fault && _flow
        ? throw PathCursor.Fault(from, fault, FlowErrorCodes.JsonPathRegex)
        : new(regex);
}
