using System.Globalization;
using System.Text;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What references to other tasks' outputs ask of a path.</summary>
public sealed partial class JsonPath
{
    /// <summary>The names and indexes the path begins with, up to its first wildcard, filter, slice, union or negative index.</summary>
    internal PathSegment[] DefinitePrefix() => PrefixOf(_query);

    /// <summary>Where the path and the queries from the root in its filters lead, each as its definite prefix: nothing else is read.</summary>
    internal IEnumerable<PathSegment[]> Reads() => ReadsInFilters().Prepend(DefinitePrefix());

    /// <summary>Where the queries from the root in its filters lead, each as its definite prefix.</summary>
    internal IEnumerable<PathSegment[]> ReadsInFilters() => _absolute.Select(PrefixOf);

    private static PathSegment[] PrefixOf(PathQuery query)
    {
        var prefix = new List<PathSegment>(query.Steps.Length);
        foreach (var step in query.Steps)
        {
            if (step.Name is { } name)
            {
                prefix.Add(name.Text);
            }
            else if (step.Index is { Number: >= 0 and <= int.MaxValue and var number })
            {
                prefix.Add((int)number);
            }
            else
            {
                break;
            }
        }

        return [.. prefix];
    }

    /// <summary>The text of the path to a location.</summary>
    internal static string TextOf(IEnumerable<PathSegment> location)
    {
        var text = new StringBuilder("$");
        foreach (var segment in location)
        {
            if (segment.Name is { } name)
            {
                Append(text.Append("['"), name).Append("']");
            }
            else
            {
                text.Append('[').Append(segment.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, string name)
    {
        foreach (var one in name)
        {
            _ = one switch
            {
                '\'' or '\\' => text.Append('\\').Append(one),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}"),
                _ => text.Append(one),
            };
        }

        return text;
    }
}
