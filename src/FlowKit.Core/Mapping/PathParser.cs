using FlowKit.Errors;

namespace FlowKit.Mapping;

/// <summary>A path's text into its compiled form. This part reads segments and selectors; each dialect differs at one place each.</summary>
internal sealed partial class PathParser
{
    private readonly JsonPathLimits _limits;
    private readonly bool _flow;
    private readonly List<PathQuery> _absolute = [];
    private PathCursor _at;
    private int _nesting;
    private int _patterns;

    private PathParser(string text, JsonPathDialect dialect, JsonPathLimits limits)
    {
        _at = new(text);
        _flow = dialect == JsonPathDialect.Flow;
        _limits = limits;
    }

    /// <param name="text">The path.</param>
    /// <param name="dialect">Its language.</param>
    /// <param name="limits">Its bounds.</param>
    /// <param name="absolute">The queries from the root that stand in its filters.</param>
    /// <param name="patterns">How many regular expressions it has.</param>
    public static PathQuery Parse(string text, JsonPathDialect dialect, JsonPathLimits limits, out PathQuery[] absolute, out int patterns)
    {
        var parser = new PathParser(text, dialect, limits);
        var query = text.Length <= limits.TextLength
            ? parser.Whole()
            : throw PathCursor.Fault(
                limits.TextLength, $"a path has at most {limits.TextLength} characters", FlowErrorCodes.JsonPathTooLong);
        absolute = [.. parser._absolute];
        patterns = parser._patterns;
        return query;
    }

    private PathQuery Whole()
    {
        SkipOuterBlanks();
        _at.Expect('$');
        var query = Query();
        SkipOuterBlanks();
        return _at.AtEnd ? query : throw _at.Expected("'.', '[' or the end");
    }

    private void SkipOuterBlanks()
    {
        if (_flow)
        {
            _at.SkipBlanks();
        }
    }

    /// <summary>What follows <c>$</c> or <c>@</c>.</summary>
    private PathQuery Query()
    {
        var steps = new List<PathStep>();
        while (NextStep() is { } step)
        {
            steps.Add(step);
        }

        return new([.. steps], Functions());
    }

    /// <summary>A segment; null, with nothing read, when none follows or a path function does.</summary>
    private PathStep? NextStep()
    {
        var from = _at.Position;
        _at.SkipBlanks();
        if (_at.Take(".."))
        {
            return new(_at.Current == '[' ? Bracket() : [Shorthand()], isDescendant: true);
        }

        var dot = _at.Position;
        var isDotted = _at.Take('.');
        if (_at.Current == '[' && (!isDotted || _flow))
        {
            return new(Bracket(), isDescendant: false);
        }

        if (isDotted && !IsFunction())
        {
            return new([Shorthand()], isDescendant: false);
        }

        _at.Position = isDotted ? dot : from;
        return null;
    }

    private PathSelector Shorthand()
    {
        if (_at.Take('*'))
        {
            return new PathSelector.Wildcard();
        }

        return _at.Name(_flow) is { } name ? new PathSelector.Name(name) : throw _at.Expected("a name, '*' or '['");
    }

    private bool IsFunction()
    {
        var cursor = _at;
        return _flow && cursor.Name(_flow) is not null && cursor.Current == '(';
    }

    private PathFunction[] Functions()
    {
        var functions = new List<PathFunction>();
        while (_flow && _at.Current == '.')
        {
            _at.Take('.');
            var from = _at.Position;
            var name = _at.Name(_flow);
            if (!_at.Take('('))
            {
                throw PathCursor.Fault(from, "nothing but another function may follow a path function");
            }

            functions.Add(PathFunctions.Find(name!) ?? throw PathCursor.Fault(
                from, $"there is no path function '{name}'; there are {PathFunctions.Known}", FlowErrorCodes.JsonPathFunction));
            _at.SkipBlanks();
            _at.Expect(')');
        }

        return [.. functions];
    }

    private PathSelector[] Bracket()
    {
        _at.Expect('[');
        Nest();
        var selectors = new List<PathSelector>();
        do
        {
            _at.SkipBlanks();
            selectors.Add(Selector());
            _at.SkipBlanks();
        }
        while (_at.Take(','));

        _nesting--;
        return _at.Take(']') ? [.. selectors] : throw _at.Expected("',' or ']'");
    }

    private PathSelector Selector()
    {
        if (_at.Current is '\'' or '"')
        {
            return new PathSelector.Name(_at.Quoted(_flow));
        }

        if (_at.Take('*'))
        {
            return new PathSelector.Wildcard();
        }

        if (_at.Take('?'))
        {
            _at.SkipBlanks();
            return new PathSelector.Filter(AnyOf(), testsObjectItself: _flow);
        }

        return IndexOrSlice();
    }

    private PathSelector IndexOrSlice()
    {
        var start = _at.Integer();
        var from = _at.Position;
        _at.SkipBlanks();
        if (!_at.Take(':'))
        {
            _at.Position = from;
            return start is { } index
                ? new PathSelector.Index(index)
                : throw _at.Expected("a name in quotes, an index, a slice, '*' or a filter '?'");
        }

        _at.SkipBlanks();
        var end = _at.Integer();
        _at.SkipBlanks();
        long? step = null;
        if (_at.Take(':'))
        {
            _at.SkipBlanks();
            step = _at.Integer();
        }

        return new PathSelector.Slice(start, end, step ?? 1);
    }

    private void Nest()
    {
        if (++_nesting > _limits.Nesting)
        {
            throw PathCursor.Fault(_at.Position, $"brackets are nested at most {_limits.Nesting} deep", FlowErrorCodes.JsonPathTooDeep);
        }
    }
}
