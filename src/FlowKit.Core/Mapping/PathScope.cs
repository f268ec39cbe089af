using System.Diagnostics;
using System.Globalization;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>One evaluation: what <c>$</c> stands for, and how much may still be done. Handed on by reference.</summary>
internal struct PathScope(in PathRoots roots, JsonPathLimits limits)
{
    private readonly PathRoots _roots = roots;
    private FlowValue _document;
    private long _work = limits.Work;
    private int _depth = limits.Depth;
    private TimeSpan _regexTime = limits.RegexTime;

    public readonly int MaxResults => limits.Results;

    /// <summary>Where an absolute query begins: behind its first name if it has one, so that no document need be made.</summary>
    public FlowValue Start(PathQuery query, out int step)
    {
        if (query.RootName is { } name)
        {
            step = 1;
            return _roots.Get(name);
        }

        step = 0;
        if (_document.IsMissing)
        {
            _document = _roots.ToDocument();
        }

        return _document;
    }

    public void Charge(long units)
    {
        _work -= units;
        if (_work < 0)
        {
            throw Bound(FlowErrorCodes.JsonPathWorkBound, $"it looks at more than {limits.Work} values");
        }
    }

    /// <summary>Long texts are work of their own.</summary>
    public void ChargeText(int length) => Charge(length >> 6);

    /// <summary>Charges the length of a text or the items of a list.</summary>
    public void ChargeSize(FlowValue value) => Charge(value.AsString() is { } text ? text.Length >> 6 : value.Count);

    /// <summary>Charges all a value holds; afterwards it is known to be of bounded depth.</summary>
    public void ChargeWhole(FlowValue value)
    {
        if (value.AsString() is { } text)
        {
            ChargeText(text.Length);
        }
        else if (value.AsExactNumber is { } number)
        {
            // Comparing such numbers exactly is quadratic in their digits.
            var digits = (long)number.Text.Length;
            Charge(digits + ((digits * digits) >> 10));
        }
        else if (value.Count > 0)
        {
            Enter();
            ChargeChildren(value);
            Leave();
        }
    }

    public void Enter()
    {
        if (--_depth < 0)
        {
            throw Bound(FlowErrorCodes.JsonPathDepthBound, $"it goes more than {limits.Depth} levels deep");
        }
    }

    public void Leave() => _depth++;

    public readonly JsonPathException TooManyResults() =>
        Bound(FlowErrorCodes.JsonPathResultBound, $"it finds more than {limits.Results} values");

    /// <summary>Charges the time since a regular expression began to be compiled or matched.</summary>
    public void ChargeRegexTime(long began)
    {
        _regexTime -= Stopwatch.GetElapsedTime(began);
        if (_regexTime < TimeSpan.Zero)
        {
            throw RegexBound();
        }
    }

    public readonly JsonPathException RegexBound() =>
        Bound(FlowErrorCodes.JsonPathRegexBound, $"its regular expressions take more than {limits.RegexTime.TotalSeconds} s");

    private void ChargeChildren(FlowValue value)
    {
        Charge(value.Count);
        if (value.AsArrayNode is { } array)
        {
            foreach (var item in array.Span)
            {
                ChargeWhole(item);
            }
        }
        else
        {
            var node = value.AsObjectNode!;
            for (var i = 0; i < node.Count; i++)
            {
                ChargeWhole(node.ValueAt(i));
            }
        }
    }

    private static JsonPathException Bound(string code, FormattableString what) =>
        new(code, $"A JSONPath met a bound: {what.ToString(CultureInfo.InvariantCulture)}.");
}
