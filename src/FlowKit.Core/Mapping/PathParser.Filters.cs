using FlowKit.Errors;

namespace FlowKit.Mapping;

/// <summary>This part reads the logic of filters.</summary>
internal sealed partial class PathParser
{
    private PathFilter AnyOf()
    {
        var parts = new List<PathFilter> { AllOf() };
        while (Continues("||"))
        {
            parts.Add(AllOf());
        }

        return parts is [var only] ? only : new PathFilter.Any([.. parts]);
    }

    private PathFilter AllOf()
    {
        var parts = new List<PathFilter> { Basic() };
        while (Continues("&&"))
        {
            parts.Add(Basic());
        }

        return parts is [var only] ? only : new PathFilter.All([.. parts]);
    }

    private bool Continues(string sign)
    {
        _at.SkipBlanks();
        if (!_at.Take(sign))
        {
            return false;
        }

        _at.SkipBlanks();
        return true;
    }

    private PathFilter Basic()
    {
        if (!_at.Take('!'))
        {
            return Positive(isNegated: false);
        }

        _at.SkipBlanks();
        return new PathFilter.Not(Positive(isNegated: true));
    }

    private PathFilter Positive(bool isNegated)
    {
        if (_at.Take('('))
        {
            return Group();
        }

        var left = Term();
        var from = _at.Position;
        if (Operator() is not { } op)
        {
            return Test(left);
        }

        // RFC 9535 negates a comparison only in parentheses.
        if (isNegated && !_flow)
        {
            throw PathCursor.Fault(from, "a comparison is negated in parentheses: '!(...)'");
        }

        _at.SkipBlanks();
        return op == PathOperator.Matches
            ? new PathFilter.Match(Comparable(left), FlowPattern(), readsScalars: true)
            : new PathFilter.Comparison(op, Comparable(left), Comparable(Term()), missingIsNull: _flow);
    }

    private PathFilter Group()
    {
        Nest();
        _at.SkipBlanks();
        var filter = AnyOf();
        _at.Expect(')');
        _nesting--;
        return filter;
    }

    private PathOperator? Operator()
    {
        _at.SkipBlanks();
        foreach (var (text, op) in _flow ? PathOperators.FlowSigns : PathOperators.RfcSigns)
        {
            if (_at.Take(text))
            {
                return op;
            }
        }

        var from = _at.Position;
        var word = _flow ? _at.Word() : [];
        return word.IsEmpty
            ? null
            : PathOperators.FindWord(word) ?? throw PathCursor.Fault(from, $"there is no operator '{word}'");
    }

    /// <summary>A term that stands alone is a test.</summary>
    private PathFilter Test(PathTerm term) => term switch
    {
        { Logic: { } logic } => logic,
        { Value: PathOperand.Query query } => new PathFilter.Exists(query),
        { Value: PathOperand.Literal } => throw _at.Expected("a comparison: a literal alone is no test"),
        _ => throw PathCursor.Fault(term.Position, "the result of this function must be compared", FlowErrorCodes.JsonPathFunction),
    };

    /// <summary>A term that is compared has one value; in the flow dialect several matches are a list.</summary>
    private PathOperand Comparable(PathTerm term)
    {
        if (term.Value is not { } value)
        {
            throw PathCursor.Fault(term.Position, "the result of this function cannot be compared", FlowErrorCodes.JsonPathFunction);
        }

        return _flow || value is not PathOperand.Query { Path.IsSingular: false }
            ? value
            : throw PathCursor.Fault(term.Position, "a query that may find several values cannot be compared");
    }
}
