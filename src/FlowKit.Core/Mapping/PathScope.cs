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

    /// <summary>Charges all a value holds; afterwards it is known to be of bounded depth.</summary>
    public void ChargeWhole(FlowValue value)
    {
        if (value.AsString() is { } text)
        {
            ChargeText(text.Length);
        }
        else if (value.AsExactNumber is { } number)
        {
            Charge(number.Text.Length);
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

    /// <summary>Compiles, and counts the time it takes.</summary>
    public PathRegex Compile(Func<string, PathRegex> compile, string pattern)
    {
        var began = Stopwatch.GetTimestamp();
        var regex = compile(pattern);
        Spend(began);
        return regex;
    }

    /// <summary>Matches, and counts the time it takes.</summary>
    public bool IsMatch(PathRegex regex, string text)
    {
        var began = Stopwatch.GetTimestamp();
        if (!regex.TryMatch(text, out var matches))
        {
            throw RegexBound();
        }

        Spend(began);
        return matches;
    }

    private void Spend(long began)
    {
        _regexTime -= Stopwatch.GetElapsedTime(began);
        if (_regexTime < TimeSpan.Zero)
        {
            throw RegexBound();
        }
    }

    private readonly JsonPathException RegexBound() =>
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
