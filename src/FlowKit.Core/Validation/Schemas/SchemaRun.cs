using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>One check of one value: the faults so far, and what it may still cost.</summary>
internal sealed class SchemaRun(SourcePlace place, List<Diagnostic> faults)
{
    private const int MostFaults = 100;
    private const int MostDepth = 256;
    private const long MostSteps = 5_000_000;

    private static readonly TimeSpan MostPatternTime = TimeSpan.FromSeconds(1);

    private int _told;
    private int _depth;
    private int _quiet;
    private long _steps;
    private long _patternTime;

    /// <summary>Faults are told. They are not while alternatives are tried, nor when there are enough.</summary>
    public bool Tells => _quiet == 0 && _told <= MostFaults;

    public bool Meets(SchemaNode node, FlowValue value, PathTrail? at)
    {
        Charge(1);
        if (node.IsNever)
        {
            return Fault(at, "must not be there");
        }

        if (++_depth > MostDepth)
        {
            throw new SchemaBoundException($"The schema goes deeper than {MostDepth} levels for this value.");
        }

        var meets = true;
        foreach (var rule in node.Rules)
        {
            meets &= rule.Meets(value, at, this);
            if (!meets && !Tells)
            {
                break;
            }
        }

        _depth--;
        return meets;
    }

    /// <summary>Whether the value meets the schema; no fault is told.</summary>
    public bool MeetsQuietly(SchemaNode node, FlowValue value)
    {
        _quiet++;
        var meets = Meets(node, value, null);
        _quiet--;
        return meets;
    }

    public bool Finds(PatternValue pattern, string text)
    {
        Charge(1 + (text.Length >> 4));
        var began = Stopwatch.GetTimestamp();
        try
        {
            var found = pattern.Search.IsMatch(text);
            _patternTime += Stopwatch.GetTimestamp() - began;
            return _patternTime <= MostPatternTime.TotalSeconds * Stopwatch.Frequency ? found : throw PatternBound();
        }
        catch (RegexMatchTimeoutException)
        {
            throw PatternBound();
        }
    }

    public void Charge(long steps)
    {
        _steps += steps;
        if (_steps > MostSteps)
        {
            throw new SchemaBoundException($"The check of the schema takes more than {MostSteps} steps for this value.");
        }
    }

    /// <summary>Tells what is wrong at a place of the value; always false.</summary>
    public bool Fault(PathTrail? at, string problem)
    {
        if (Tells)
        {
            Add($"{Text(at)} {problem}.", "The flow's inputSchema says so.");
        }

        return false;
    }

    public void Add(string message, string hint)
    {
        if (++_told <= MostFaults)
        {
            faults.Add(new(FlowErrorCodes.InputRefused, DiagnosticSeverity.Error, place, message, hint));
        }
        else if (_told == MostFaults + 1)
        {
            faults.Add(new(
                FlowErrorCodes.MoreFaults, DiagnosticSeverity.Error, place, "There are more faults than these.", "Mend those above first."));
        }
    }

    private static SchemaBoundException PatternBound() => new("The regular expressions of the schema take too long for this value.");

    private static string Text(PathTrail? at)
    {
        var text = new StringBuilder("$");
        foreach (var segment in PathTrail.ToSegments(at))
        {
            _ = segment.Name is not { } name ? text.Append(CultureInfo.InvariantCulture, $"[{segment.Index}]")
                : name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? text.Append('.').Append(Spelling.Short(name))
                : text.Append("['").Append(Spelling.Short(name)).Append("']");
        }

        return text.ToString();
    }
}
