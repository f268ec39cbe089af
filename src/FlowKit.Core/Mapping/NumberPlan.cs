using System.Globalization;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>A number that a flow writes as a number, as a text, or as a path into the documents.</summary>
internal sealed class NumberPlan
{
    private readonly double? _constant;
    private readonly JsonPath? _path;

    private NumberPlan(double? constant, JsonPath? path)
    {
        _constant = constant;
        _path = path;
    }

    /// <summary>It depends on the documents.</summary>
    public bool IsPath => _path is not null;

    /// <summary>A number, or a path into the documents, that validation has accepted; null for none.</summary>
    public static NumberPlan? Of(FlowValue written)
    {
        if (written.IsNullOrMissing)
        {
            return null;
        }

        return written.AsString() is { } text && text.TrimStart().StartsWith('$')
            ? new(null, JsonPath.Parse(text))
            : new(Parse(written)!.Value, null);
    }

    /// <summary>The number; null when the path finds none. False when it finds something that is no number.</summary>
    public bool TryRead(in PathRoots roots, out double? number)
    {
        if (_path is null)
        {
            number = _constant;
            return true;
        }

        var value = ReadPath(roots);
        number = Parse(value);
        return number is not null || value.IsNullOrMissing;
    }

    // A path that exceeds a bound finds nothing that could be a number.
    private FlowValue ReadPath(in PathRoots roots)
    {
        try
        {
            return _path!.Read(roots);
        }
        catch (JsonPathException)
        {
            return FlowValue.EmptyObject;
        }
    }

    /// <summary>The number of a value that is one, or a text that is one; else null.</summary>
    public static double? Parse(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Number => value.AsDouble(),
        FlowValueKind.String when double.TryParse(
            value.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };
}
