using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>
/// A condition, compiled: a path over one document, the input or the output, which holds when it yields at least one match, whatever
/// the value. A path over another document never holds.
/// </summary>
internal sealed class ConditionPlan(JsonPath path, bool overOutput)
{
    /// <summary>Whether it holds for every document, because it is over another one; null when that depends on the document.</summary>
    public bool? Known { get; } = path.RootName is { } root && root != (overOutput ? "output" : "input")
        ? Holds(path, overOutput, FlowValue.EmptyObject)
        : null;

    /// <summary>Whether it holds. A path that exceeds a bound while it is read does not.</summary>
    public bool Holds(FlowValue document) => Holds(path, overOutput, document);

    /// <summary>Every one holds; true for none.</summary>
    public static bool All(ConditionPlan[] conditions, FlowValue document)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(document))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>At least one holds; false for none.</summary>
    public static bool Any(ConditionPlan[] conditions, FlowValue document)
    {
        foreach (var condition in conditions)
        {
            if (condition.Holds(document))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(JsonPath path, bool overOutput, FlowValue document)
    {
        try
        {
            return path.Matches(overOutput ? new PathRoots { Output = document } : new PathRoots { Input = document });
        }
        catch (JsonPathException)
        {
            return false;
        }
    }
}
